-- returns: integer integer integer integer integer blob
SELECT scope, kind, grain, period, part, entries
FROM tallies
WHERE scope = :scope AND kind = :kind AND grain = :grain AND period IN (:period)
