DELETE FROM calls WHERE account = :account AND cdr_id IN (:cdr_ids)
