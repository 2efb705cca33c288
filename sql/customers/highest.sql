-- The highest customer number of the account so far; 0 before the first.
-- returns: integer
SELECT MAX(number) FROM customers WHERE account = :account
