-- returns: bytes integer
SELECT cdr_id, kept
FROM erased_calls
WHERE account = :account AND cdr_id IN (:cdr_ids)
