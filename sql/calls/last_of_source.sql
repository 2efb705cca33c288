-- When the last call of a source began; 0 where it has none.
-- returns: integer
SELECT COALESCE(MAX(start), 0) FROM calls WHERE account = :account AND source = :call_source
