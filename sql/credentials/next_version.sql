-- Takes the state's row for the rest of the transaction: the first statement of every change of credentials.
UPDATE credential_state SET version = version + 1, nonce = :nonce WHERE id = 1
