-- returns: integer integer
SELECT customer_id, number
FROM customers
WHERE account = :account AND customer_id IN (:customer_ids)
