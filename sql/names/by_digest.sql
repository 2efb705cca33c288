-- returns: integer bytes
SELECT name_id, name
FROM names
WHERE account = :account AND digest = :digest
