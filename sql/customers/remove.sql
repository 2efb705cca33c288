DELETE FROM customers WHERE account = :account AND number = :number
