-- The highest scope of the account; 0 before the first.
-- returns: integer
SELECT MAX(scope) FROM scopes WHERE scope BETWEEN :first AND :last
