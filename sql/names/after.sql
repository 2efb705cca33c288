-- returns: integer bytes
SELECT name_id, name
FROM names
WHERE account = :account AND name_id > :name_id
ORDER BY name_id
