-- Those that were merged into :customer_id are from now on merged into :into_id.
UPDATE merged_customers SET into_id = :into_id WHERE account = :account AND into_id = :customer_id
