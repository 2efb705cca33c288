-- What changed/to_replay gave, by the id of the last call.
DELETE FROM changed_calls WHERE account = :account AND cdr_id <= :cdr_id
