-- The tallies of a kind that months have.
-- returns: blob
SELECT entries
FROM tallies
WHERE scope = :scope AND kind = :kind AND grain = 30 AND period BETWEEN :first_month AND :last_month
