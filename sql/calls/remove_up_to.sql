DELETE FROM calls WHERE account = :account AND cdr_id <= :cdr_id
