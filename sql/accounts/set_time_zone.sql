UPDATE accounts SET time_zone = :time_zone WHERE account = :account
