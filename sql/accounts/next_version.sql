-- Takes the account's row for the rest of the transaction: the first statement of everything that writes.
UPDATE accounts SET version = version + 1, nonce = :nonce WHERE account = :account
