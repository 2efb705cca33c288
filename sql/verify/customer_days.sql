-- A customer's sums by day, plainly counted.
-- returns: integer integer integer integer integer integer integer integer integer integer integer
SELECT day,
  COUNT(*),
  CAST(SUM(answered = 0) AS SIGNED),
  CAST(SUM(caller <> 0) AS SIGNED),
  CAST(SUM(CASE WHEN answered = 1 THEN duration ELSE 0 END) AS SIGNED),
  CAST(SUM(answered = 1 AND duration < 30) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 30 AND duration < 60) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 60 AND duration < 120) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 120 AND duration < 300) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 300 AND duration < 600) AS SIGNED),
  CAST(SUM(answered = 1 AND duration >= 600) AS SIGNED)
FROM calls
WHERE account = :account AND customer = :customer AND quarantined = 0
GROUP BY day
ORDER BY day
