DELETE FROM loads WHERE account = :account AND source = :source
