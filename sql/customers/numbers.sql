-- returns: integer
SELECT number FROM customers WHERE account = :account ORDER BY number
