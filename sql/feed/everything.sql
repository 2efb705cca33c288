-- The latest version that put everything out of date that was known before it: no row where none did.
-- returns: integer
SELECT version FROM day_versions WHERE account = :account AND scope = 0 AND day = -1
