-- Callers, rows and packed bytes.
-- returns: integer integer integer
SELECT COUNT(DISTINCT caller), COUNT(*), CAST(SUM(LENGTH(days)) AS SIGNED)
FROM caller_days
WHERE scope BETWEEN :first AND :last
