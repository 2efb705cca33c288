DELETE FROM number_mappings
WHERE account = :account AND number = :mapped_number AND kind = :kind AND from_day = :from_day
