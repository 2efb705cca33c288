REPLACE INTO merged_customers (account, customer_id, into_id) VALUES (:account, :customer_id, :into_id)
