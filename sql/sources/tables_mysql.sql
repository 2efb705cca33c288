-- returns: bytes
SELECT CAST(table_name AS CHAR(64)) FROM information_schema.tables WHERE table_schema = COALESCE(NULLIF(:schema, ''), DATABASE())
ORDER BY table_name;
