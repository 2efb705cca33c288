-- A scope's tallies of the days before one.
-- returns: integer integer blob
SELECT kind, period, entries
FROM tallies
WHERE scope = :scope AND kind BETWEEN 1 AND 3 AND grain = 20 AND period < :before_day
