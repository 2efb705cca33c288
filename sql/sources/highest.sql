-- The highest number of a source so far; 0 before the first.
-- returns: integer
SELECT MAX(source) FROM sources WHERE account = :account
