DELETE FROM generations WHERE account = :account AND generation = :generation
