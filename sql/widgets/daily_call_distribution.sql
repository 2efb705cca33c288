-- Answered and missed calls by local hour; hours without a call are left out.
-- returns: integer integer integer
SELECT hour, CAST(SUM(answered = 1) AS SIGNED), CAST(SUM(answered = 0) AS SIGNED)
FROM calls
WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
  AND quarantined = 0
GROUP BY hour
ORDER BY hour
