DELETE FROM scopes WHERE account = :account AND generation = :generation
