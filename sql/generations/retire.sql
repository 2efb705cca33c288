UPDATE generations SET retired_at = :now WHERE account = :account AND generation = :generation
