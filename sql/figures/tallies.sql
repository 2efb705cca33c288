-- The tallies of a kind over a range, each with the version and its nonce, as in sums.sql. Of another state there is no row;
-- where there is no tally, one with NULL.
-- returns: integer integer blob
SELECT accounts.version, batches.nonce, tallies.entries
FROM accounts
JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version AND seen.nonce = :seen_nonce
JOIN served_generations ON served_generations.account = accounts.account
  AND served_generations.generation = :seen_generation
LEFT JOIN tallies ON
  tallies.scope = :scope AND tallies.kind = :kind AND tallies.grain = 20
    AND tallies.period BETWEEN :first_day AND :last_day
  OR tallies.scope = :scope AND tallies.kind = :kind AND tallies.grain = 30
    AND tallies.period BETWEEN :first_month AND :last_month
  OR tallies.scope = :scope AND tallies.kind = :kind AND tallies.grain = 20
    AND tallies.period BETWEEN :first_day_after AND :last_day_after
WHERE accounts.account = :account
