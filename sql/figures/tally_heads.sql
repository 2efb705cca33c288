-- The tallies of previous days over a range, as in tallies.sql, each with its size but only as far as it can tell of days before
-- :before_day: so many days can have had a call by then, and an entry rarely takes more than four bytes. Not for SQLite, to which
-- these bytes are text: it counts characters.
-- returns: integer integer bytes integer
SELECT accounts.version, batches.nonce,
  SUBSTR(tallies.entries, 1, 32 + 4 * (:before_day - COALESCE(
    (SELECT MIN(earliest.period) FROM tallies AS earliest WHERE earliest.scope = :scope AND earliest.kind = :kind
      AND earliest.grain = 20 AND earliest.period < :before_day),
    :before_day))),
  LENGTH(tallies.entries)
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
