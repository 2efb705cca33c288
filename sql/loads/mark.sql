-- Who loads the account's first calls, and when he last said so.
-- returns: bytes integer
SELECT source, written_at FROM loads WHERE account = :account
