-- returns: integer
SELECT scope
FROM scopes
WHERE account = :account AND generation = :generation AND customer = :customer AND segment = 0 AND slice = 0
