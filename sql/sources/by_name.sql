-- returns: integer
SELECT source FROM sources WHERE account = :account AND name = :name
