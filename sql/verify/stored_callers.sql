-- returns: integer integer blob
SELECT caller, part, days
FROM caller_days
WHERE scope = :scope AND caller BETWEEN :first AND :last
ORDER BY caller, part
