-- returns: bytes integer integer integer integer bytes
SELECT number, kind, from_day, to_day, customer_id, attribution
FROM number_mappings
WHERE account = :account
ORDER BY number, kind, from_day
