-- Generations whose rows may go.
-- returns: integer
SELECT generation
FROM generations
WHERE account = :account AND retired_at > 0 AND retired_at <= :before
