-- returns: integer integer integer integer integer integer integer integer integer integer integer integer integer
SELECT scope, grain, period, calls, missed, known, talk_seconds, below_30, below_60, below_120, below_300, below_600, longer
FROM sums
WHERE scope = :scope AND grain = :grain AND period IN (:period)
