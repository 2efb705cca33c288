-- How many credentials of an account name a customer.
-- returns: integer
SELECT COUNT(*)
FROM credential_customers
JOIN credentials ON credentials.kind = credential_customers.kind AND credentials.name = credential_customers.name
WHERE credential_customers.customer_id = :customer_id AND credentials.account = :account
