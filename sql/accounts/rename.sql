UPDATE accounts SET name = :name WHERE account = :account
