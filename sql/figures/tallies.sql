-- The tallies of a kind over a range; an empty run is BETWEEN 1 AND 0.
-- returns: blob
SELECT entries
FROM tallies
WHERE scope = :scope AND kind = :kind AND grain = 20 AND period BETWEEN :first_day AND :last_day
UNION ALL
SELECT entries
FROM tallies
WHERE scope = :scope AND kind = :kind AND grain = 30 AND period BETWEEN :first_month AND :last_month
UNION ALL
SELECT entries
FROM tallies
WHERE scope = :scope AND kind = :kind AND grain = 20 AND period BETWEEN :first_day_after AND :last_day_after
