-- Calls that changed after a version, with the version that changed each first.
-- returns: bytes integer
SELECT cdr_id, MIN(version)
FROM changed_calls
WHERE account = :account AND version > :version
GROUP BY cdr_id
ORDER BY cdr_id
LIMIT :limit
