INSERT INTO caller_keys (caller_key, fingerprint) VALUES (1, :fingerprint)
