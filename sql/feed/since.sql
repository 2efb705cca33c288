-- What changed after a version.
-- returns: integer integer integer
SELECT scope, day, version
FROM day_versions
WHERE account = :account AND version > :version
LIMIT :limit
