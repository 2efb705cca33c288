-- The tallies of a kind over a range, each with the version and its nonce, as in sums.sql. Of another state there is no row;
-- where there is no tally, one with NULL or ''.
-- returns: integer integer blob
SELECT accounts.version, batches.nonce,
  CASE :kind WHEN 0 THEN breakdown WHEN 1 THEN days WHEN 2 THEN previous_days ELSE customers END
FROM accounts
JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version AND seen.nonce = :seen_nonce
JOIN served_generations ON served_generations.account = accounts.account
  AND served_generations.generation = :seen_generation
LEFT JOIN period_tallies ON
  period_tallies.scope = :scope AND period_tallies.grain = 20
    AND period_tallies.period BETWEEN :first_day AND :last_day
  OR period_tallies.scope = :scope AND period_tallies.grain = 30
    AND period_tallies.period BETWEEN :first_month AND :last_month
  OR period_tallies.scope = :scope AND period_tallies.grain = 20
    AND period_tallies.period BETWEEN :first_day_after AND :last_day_after
WHERE accounts.account = :account
