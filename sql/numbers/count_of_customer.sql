-- returns: integer
SELECT COUNT(*) FROM number_mappings WHERE account = :account AND customer_id = :customer_id
