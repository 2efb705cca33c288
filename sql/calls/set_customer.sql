UPDATE calls SET customer = :customer WHERE account = :account AND cdr_id IN (:cdr_ids)
