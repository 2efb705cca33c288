-- returns: bytes bytes
SELECT CAST(name AS BLOB), CAST(lower(type) AS BLOB) FROM pragma_table_info(:table) WHERE :schema = '' ORDER BY cid;
