-- The highest account number so far; 0 before the first.
-- returns: integer
SELECT MAX(account) FROM accounts
