-- Rows and packed bytes.
-- returns: integer integer
SELECT COUNT(*), CAST(SUM(LENGTH(breakdown) + LENGTH(days) + LENGTH(previous_days) + LENGTH(customers)) AS SIGNED)
FROM period_tallies
WHERE scope BETWEEN :first AND :last
