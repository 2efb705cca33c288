-- The newest version, when it was made, and how many there were.
-- returns: integer integer integer
SELECT MAX(version), MAX(applied_at), COUNT(*) FROM batches WHERE account = :account
