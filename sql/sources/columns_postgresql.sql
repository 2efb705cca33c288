-- returns: bytes bytes
SELECT CAST(column_name AS text), CAST(data_type AS text) FROM information_schema.columns
WHERE table_schema = COALESCE(NULLIF(CAST(:schema AS text), ''), current_schema()) AND table_name = CAST(:table AS text)
ORDER BY ordinal_position;
