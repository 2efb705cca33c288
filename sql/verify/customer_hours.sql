-- returns: integer integer integer integer
SELECT day, hour, answered, COUNT(*)
FROM calls
WHERE account = :account AND customer = :customer AND quarantined = 0
GROUP BY day, hour, answered
