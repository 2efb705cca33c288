-- returns: bytes
SELECT CAST(name AS BLOB) FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND :schema = ''
ORDER BY name;
