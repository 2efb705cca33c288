-- Calls, quarantined ones, first and last day.
-- returns: integer integer integer integer
SELECT COUNT(*), CAST(SUM(quarantined) AS SIGNED), MIN(day), MAX(day) FROM calls WHERE account = :account
