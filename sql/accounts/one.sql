-- An account with the nonce of its version.
-- returns: bytes bytes bytes integer integer
SELECT name, time_zone, region, version, nonce
FROM accounts
WHERE account = :account
