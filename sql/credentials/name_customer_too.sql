-- Credentials of an account that name a customer name another too.
REPLACE INTO credential_customers (kind, name, customer_id)
SELECT credentials.kind, credentials.name, :into_id
FROM credentials
JOIN credential_customers AS named ON named.kind = credentials.kind AND named.name = credentials.name
WHERE named.customer_id = :customer_id AND credentials.account = :account
