DELETE FROM merged_customers WHERE account = :account AND customer_id = :customer_id
