-- The account's generation that answers, as served.sql has it.
-- returns: integer
SELECT generations.generation
FROM served_generations
JOIN generations ON generations.account = served_generations.account
  AND generations.generation = served_generations.generation
JOIN scopes ON scopes.account = generations.account AND scopes.generation = generations.generation
  AND scopes.customer = 0 AND scopes.segment = 0 AND scopes.slice = 0
WHERE served_generations.account = :account
