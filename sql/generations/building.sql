-- Generations of the account that are being built: neither served nor retired.
-- returns: integer bytes integer
SELECT generations.generation, generations.time_zone, generations.built_from
FROM generations
WHERE generations.account = :account AND generations.retired_at = 0
  AND generations.generation NOT IN (SELECT generation FROM served_generations WHERE account = :account)
ORDER BY generations.generation
