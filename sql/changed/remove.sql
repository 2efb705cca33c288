DELETE FROM changed_calls WHERE account = :account AND cdr_id = :cdr_id
