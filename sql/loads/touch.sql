UPDATE loads SET written_at = :now WHERE account = :account AND source = :source
