-- Of the version that this transaction made, and with its nonce.
INSERT INTO batches (account, version, source, batch, nonce, applied_at)
SELECT account, version, :source, :batch, nonce, :applied_at FROM accounts WHERE account = :account
