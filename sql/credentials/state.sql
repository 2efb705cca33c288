-- returns: integer integer
SELECT version, nonce FROM credential_state WHERE id = 1
