-- returns: integer
SELECT version FROM accounts WHERE account = :account
