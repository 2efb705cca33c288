-- Those of some customers that there are.
-- returns: integer bytes bytes
SELECT customer_id, name, custnr
FROM customers
WHERE account = :account AND customer_id IN (:customer_ids)
