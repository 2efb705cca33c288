-- The last of the first :skipped + 1 callers; for removing them in groups.
-- returns: integer
SELECT caller FROM caller_days WHERE scope = :scope ORDER BY caller LIMIT 1 OFFSET :skipped
