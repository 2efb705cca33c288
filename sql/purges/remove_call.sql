-- Only as it was read: a correction may have moved it since.
DELETE FROM calls WHERE account = :account AND cdr_id = :cdr_id AND start = :start
