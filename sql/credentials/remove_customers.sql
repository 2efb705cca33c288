DELETE FROM credential_customers WHERE kind = :kind AND name = :name
