UPDATE calls SET caller = 0, caller_number = x'' WHERE account = :account AND cdr_id IN (:cdr_ids)
