-- The names of the customers whose own numbers are higher than one, by number.
-- returns: integer integer bytes
SELECT number, customer_id, name
FROM customers
WHERE account = :account AND number > :number
ORDER BY number
LIMIT :limit
