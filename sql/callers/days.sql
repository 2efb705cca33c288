-- returns: integer integer blob
SELECT caller, part, days
FROM caller_days
WHERE scope = :scope AND caller IN (:callers)
ORDER BY caller, part
