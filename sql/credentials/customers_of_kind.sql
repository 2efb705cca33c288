-- returns: bytes integer
SELECT name, customer_id
FROM credential_customers
WHERE kind = :kind
ORDER BY name, customer_id
