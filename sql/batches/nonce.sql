-- returns: integer
SELECT nonce FROM batches WHERE account = :account AND version = :version
