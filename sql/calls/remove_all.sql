DELETE FROM calls WHERE account = :account
