-- When a bulk load of the account last wrote.
-- returns: integer
SELECT written_at FROM loads WHERE account = :account
