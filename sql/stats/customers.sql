-- returns: integer
SELECT COUNT(*) FROM customers WHERE account = :account
