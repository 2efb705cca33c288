-- The calls of a caller in a slice, known by his key or by the number that is kept.
-- returns: bytes
SELECT cdr_id
FROM calls
WHERE account = :account AND cdr_id > :after AND cdr_id <= :last_cdr_id AND (caller = :caller OR caller_number = :caller_number)
