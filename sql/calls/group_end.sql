-- The last of the account's first :skipped + 1 calls; for removing them in groups.
-- returns: bytes
SELECT cdr_id FROM calls WHERE account = :account ORDER BY cdr_id LIMIT 1 OFFSET :skipped
