-- returns: integer integer integer blob
SELECT kind, grain, period, entries
FROM tallies
WHERE scope = :scope AND kind BETWEEN :first_kind AND :last_kind
