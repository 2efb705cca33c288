-- returns: integer
SELECT MAX(generation) FROM generations WHERE account = :account
