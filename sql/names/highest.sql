-- returns: integer
SELECT MAX(name_id) FROM names WHERE account = :account
