-- The tallies of previous days over a range, as in tallies.sql, each with its size but only as far as it can tell of days before
-- :before_day: so many days can have had a call by then, and an entry rarely takes more than four bytes. Not for SQLite, where bytes
-- needn't cross a connection.
-- returns: integer integer bytes integer
SELECT accounts.version, batches.nonce,
  SUBSTR(period_tallies.previous_days, 1, 32 + 4 * (:before_day - COALESCE(
    (SELECT MIN(earliest.period) FROM period_tallies AS earliest WHERE earliest.scope = :scope AND earliest.grain = 20
      AND earliest.period < :before_day),
    :before_day))),
  LENGTH(period_tallies.previous_days)
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
