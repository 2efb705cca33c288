-- An account's version, with its nonce and that of the version's row in the ledger: 0 before the first, -1 where the row is missing.
-- returns: integer integer integer
SELECT accounts.version, accounts.nonce, COALESCE(batches.nonce, CASE accounts.version WHEN 0 THEN 0 ELSE -1 END)
FROM accounts
LEFT JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
WHERE accounts.account = :account
