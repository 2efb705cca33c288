-- The number of the newest schema file that was applied.
-- returns: integer
SELECT MAX(number) FROM schema_migrations
