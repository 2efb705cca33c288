-- returns: bytes
SELECT fingerprint FROM caller_keys WHERE caller_key = 1
