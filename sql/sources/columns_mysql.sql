-- returns: bytes bytes
SELECT CAST(column_name AS CHAR(64)), CAST(data_type AS CHAR(64)) FROM information_schema.columns
WHERE table_schema = COALESCE(NULLIF(:schema, ''), DATABASE()) AND table_name = :table ORDER BY ordinal_position;
