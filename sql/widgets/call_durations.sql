-- Seconds talked, and in how many answered calls.
-- returns: integer integer
SELECT CAST(SUM(duration) AS SIGNED), COUNT(*)
FROM calls
WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
  AND quarantined = 0 AND answered = 1
