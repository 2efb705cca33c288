-- returns: integer integer
SELECT customer_id, into_id
FROM merged_customers
WHERE account = :account
ORDER BY customer_id
