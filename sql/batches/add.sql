INSERT INTO batches (account, version, source, batch, nonce, applied_at)
VALUES (:account, :version, :source, :batch, :nonce, :applied_at)
