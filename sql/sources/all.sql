-- returns: integer bytes
SELECT source, name FROM sources WHERE account = :account ORDER BY source
