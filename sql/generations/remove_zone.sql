DELETE FROM generation_zones WHERE account = :account AND generation = :generation
