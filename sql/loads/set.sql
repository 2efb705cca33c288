REPLACE INTO loads (account, source, written_at) VALUES (:account, :source, :now)
