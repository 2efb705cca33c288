-- returns: bytes integer
SELECT name, name_id
FROM names
WHERE account = :account AND digest IN (:digests)
