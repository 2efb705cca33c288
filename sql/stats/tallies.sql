-- Rows and packed bytes.
-- returns: integer integer
SELECT COUNT(*), CAST(SUM(LENGTH(entries)) AS SIGNED) FROM tallies WHERE scope BETWEEN :first AND :last
