DELETE FROM changed_calls WHERE account = :account AND version <= :version
