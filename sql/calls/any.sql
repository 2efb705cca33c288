-- Whether the account has a call.
-- returns: integer
SELECT COUNT(*) FROM (SELECT cdr_id FROM calls WHERE account = :account LIMIT 1) AS first_call
