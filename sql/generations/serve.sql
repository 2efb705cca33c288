REPLACE INTO served_generations (account, generation) VALUES (:account, :generation)
