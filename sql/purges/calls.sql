-- Calls that began before an instant, behind an id on.
-- returns: bytes integer
SELECT cdr_id, start
FROM calls
WHERE account = :account AND cdr_id > :after AND start < :before
ORDER BY cdr_id
LIMIT :limit
