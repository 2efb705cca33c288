DELETE FROM day_versions WHERE account = :account AND scope = :scope
