-- Callers' rows, from a caller on.
-- returns: integer integer blob
SELECT caller, part, days
FROM caller_days
WHERE scope = :scope AND caller >= :first
ORDER BY caller, part
LIMIT :limit
