-- returns: integer integer
SELECT customer, scope
FROM scopes
WHERE account = :account AND generation = :generation AND customer IN (:customers) AND segment = 0 AND slice = 0
