-- How many calls a scope's figures count.
-- returns: integer
SELECT CAST(SUM(calls) AS SIGNED) FROM sums WHERE scope = :scope AND grain = 30
