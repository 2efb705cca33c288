-- The days of months, as in tallies.sql.
-- returns: integer integer blob
SELECT accounts.version, batches.nonce, period_tallies.days
FROM accounts
JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version AND seen.nonce = :seen_nonce
JOIN served_generations ON served_generations.account = accounts.account
  AND served_generations.generation = :seen_generation
LEFT JOIN period_tallies ON period_tallies.scope = :scope AND period_tallies.grain = 30
  AND period_tallies.period BETWEEN :first_month AND :last_month
WHERE accounts.account = :account
