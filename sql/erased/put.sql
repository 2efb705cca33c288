REPLACE INTO erased_calls (account, cdr_id, kept) VALUES (:account, :cdr_id, :kept)
