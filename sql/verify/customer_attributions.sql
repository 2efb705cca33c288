-- returns: integer integer integer
SELECT day, attribution, COUNT(*)
FROM calls
WHERE account = :account AND customer = :customer AND quarantined = 0
GROUP BY day, attribution
