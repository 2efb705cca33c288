UPDATE customers SET name = :name WHERE account = :account AND customer_id = :customer_id
