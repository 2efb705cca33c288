DELETE FROM caller_days WHERE scope = :scope AND caller <= :caller
