REPLACE INTO tallies (scope, kind, grain, period, part, entries)
VALUES (:scope, :kind, :grain, :period, :part, :entries)
