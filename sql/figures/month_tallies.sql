-- The tallies of a kind that months have, as in tallies.sql.
-- returns: integer integer blob
SELECT accounts.version, batches.nonce, tallies.entries
FROM accounts
JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version AND seen.nonce = :seen_nonce
JOIN served_generations ON served_generations.account = accounts.account
  AND served_generations.generation = :seen_generation
LEFT JOIN tallies ON tallies.scope = :scope AND tallies.kind = :kind AND tallies.grain = 30
  AND tallies.period BETWEEN :first_month AND :last_month
WHERE accounts.account = :account
