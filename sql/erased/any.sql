-- Whether the account has an erased call.
-- returns: integer
SELECT COUNT(*) FROM (SELECT cdr_id FROM erased_calls WHERE account = :account LIMIT 1) AS first_call
