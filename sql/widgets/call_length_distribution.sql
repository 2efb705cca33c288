-- Missed calls, then answered ones by length; a bound belongs to the longer bucket.
-- returns: integer integer integer integer integer integer integer
SELECT
  CAST(SUM(answered = 0) AS SIGNED),
  CAST(SUM(answered = 1 AND duration < 30) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 30 AND duration < 60) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 60 AND duration < 120) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 120 AND duration < 300) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 300 AND duration < 600) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 600) AS SIGNED)
FROM calls
WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
  AND quarantined = 0
