-- returns: integer
SELECT customer_id
FROM credential_customers
WHERE kind = :kind AND name = :name
ORDER BY customer_id
