-- returns: integer
SELECT COUNT(*) FROM calls WHERE account = :account AND customer = :customer
