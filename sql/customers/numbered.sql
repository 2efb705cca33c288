-- returns: integer integer bytes
SELECT number, customer_id, name
FROM customers
WHERE account = :account AND number IN (:numbers)
