-- The parts of a caller's days from :part on.
DELETE FROM caller_days WHERE scope = :scope AND caller = :caller AND part >= :part
