-- Rows, and scopes that have any.
-- returns: integer integer
SELECT COUNT(*), COUNT(DISTINCT scope) FROM sums WHERE scope BETWEEN :first AND :last
