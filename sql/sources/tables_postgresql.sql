-- returns: bytes
SELECT CAST(table_name AS text) FROM information_schema.tables
WHERE table_schema = COALESCE(NULLIF(CAST(:schema AS text), ''), current_schema()) ORDER BY table_name;
