-- The sums over a range: two runs of days around one of months; an empty run is BETWEEN 1 AND 0.
-- returns: integer integer integer integer integer integer integer integer integer integer
SELECT CAST(SUM(calls) AS SIGNED), CAST(SUM(missed) AS SIGNED), CAST(SUM(known) AS SIGNED),
  CAST(SUM(talk_seconds) AS SIGNED), CAST(SUM(below_30) AS SIGNED), CAST(SUM(below_60) AS SIGNED),
  CAST(SUM(below_120) AS SIGNED), CAST(SUM(below_300) AS SIGNED), CAST(SUM(below_600) AS SIGNED),
  CAST(SUM(longer) AS SIGNED)
FROM (
  SELECT calls, missed, known, talk_seconds, below_30, below_60, below_120, below_300, below_600, longer
  FROM sums
  WHERE scope = :scope AND grain = 20 AND period BETWEEN :first_day AND :last_day
  UNION ALL
  SELECT calls, missed, known, talk_seconds, below_30, below_60, below_120, below_300, below_600, longer
  FROM sums
  WHERE scope = :scope AND grain = 30 AND period BETWEEN :first_month AND :last_month
  UNION ALL
  SELECT calls, missed, known, talk_seconds, below_30, below_60, below_120, below_300, below_600, longer
  FROM sums
  WHERE scope = :scope AND grain = 20 AND period BETWEEN :first_day_after AND :last_day_after
) AS periods
