DELETE FROM credentials WHERE kind = :kind AND name = :name
