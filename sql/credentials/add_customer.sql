INSERT INTO credential_customers (kind, name, customer_id) VALUES (:kind, :name, :customer_id)
