-- The versions after one, by which two histories are told apart.
-- returns: integer integer
SELECT version, nonce
FROM batches
WHERE account = :account AND version > :version
ORDER BY version
LIMIT :limit
