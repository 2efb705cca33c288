-- The account's generation that answers, its time zone, the scope of the whole account, and the rules that it tells its days by
-- (NULL: not kept).
-- returns: integer bytes integer bytes bytes
SELECT generations.generation, generations.time_zone, scopes.scope, generation_zones.tzdata, generation_zones.rules
FROM served_generations
JOIN generations ON generations.account = served_generations.account
  AND generations.generation = served_generations.generation
JOIN scopes ON scopes.account = generations.account AND scopes.generation = generations.generation
  AND scopes.customer = 0 AND scopes.segment = 0 AND scopes.slice = 0
LEFT JOIN generation_zones ON generation_zones.account = generations.account
  AND generation_zones.generation = generations.generation
WHERE served_generations.account = :account
