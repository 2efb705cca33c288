-- On which days callers called which customers, and how often; a slice of the callers.
-- returns: integer integer integer integer
SELECT caller, customer, day, COUNT(*)
FROM calls
WHERE account = :account AND caller BETWEEN :first AND :last AND caller <> 0 AND quarantined = 0
GROUP BY caller, customer, day
ORDER BY caller, customer, day
