-- returns: integer integer
SELECT customer_id, into_id
FROM merged_customers
WHERE account = :account AND customer_id IN (:customer_ids)
