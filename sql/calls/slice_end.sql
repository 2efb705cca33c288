-- The :skipped + 1st call behind one, in the order of their ids; for reading them in slices.
-- returns: bytes
SELECT cdr_id FROM calls WHERE account = :account AND cdr_id > :after ORDER BY cdr_id LIMIT 1 OFFSET :skipped
