UPDATE number_mappings SET customer_id = :into_id WHERE account = :account AND customer_id = :customer_id
