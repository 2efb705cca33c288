-- Takes the account's row for the rest of the transaction, without a new version.
UPDATE accounts SET version = version WHERE account = :account
