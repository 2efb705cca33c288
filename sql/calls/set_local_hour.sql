UPDATE calls SET day = :day, hour = :hour WHERE account = :account AND cdr_id = :cdr_id
