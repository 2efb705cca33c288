-- returns: integer bytes bytes
SELECT number, name, custnr
FROM customers
WHERE account = :account AND customer_id = :customer_id
