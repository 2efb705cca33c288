DELETE FROM credential_customers
WHERE customer_id = :customer_id AND EXISTS (
  SELECT credentials.name FROM credentials
  WHERE credentials.kind = credential_customers.kind AND credentials.name = credential_customers.name
    AND credentials.account = :account)
