-- Instants with the local day and hour that are stored for them.
-- returns: bytes integer integer integer
SELECT cdr_id, start, day, hour
FROM calls
WHERE account = :account AND cdr_id > :after
ORDER BY cdr_id
LIMIT :limit
