-- A scope's tallies of a kind, '' where a period has none.
-- returns: integer integer blob
SELECT grain, period, CASE :kind WHEN 0 THEN breakdown WHEN 1 THEN days WHEN 2 THEN previous_days ELSE customers END
FROM period_tallies
WHERE scope = :scope
