UPDATE credentials SET revoked = :now WHERE kind = :kind AND name = :name AND revoked = 0
