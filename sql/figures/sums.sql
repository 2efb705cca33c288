-- The sums over a range: two runs of days around one of months, an empty run being BETWEEN 1 AND 0. (Every part of the OR
-- stands for itself, or SQLite would read the whole scope.) The version and its nonce come first (core/figures/state.h);
-- they are NULL unless the state is a later one of the account than that seen, or the same, with the same generation.
-- returns: integer integer
-- returns: integer integer integer integer integer integer integer integer integer integer
SELECT MAX(accounts.version), MAX(batches.nonce),
  CAST(SUM(sums.calls) AS SIGNED), CAST(SUM(sums.missed) AS SIGNED), CAST(SUM(sums.known) AS SIGNED),
  CAST(SUM(sums.talk_seconds) AS SIGNED), CAST(SUM(sums.below_30) AS SIGNED), CAST(SUM(sums.below_60) AS SIGNED),
  CAST(SUM(sums.below_120) AS SIGNED), CAST(SUM(sums.below_300) AS SIGNED), CAST(SUM(sums.below_600) AS SIGNED),
  CAST(SUM(sums.longer) AS SIGNED)
FROM accounts
JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version AND seen.nonce = :seen_nonce
JOIN served_generations ON served_generations.account = accounts.account
  AND served_generations.generation = :seen_generation
LEFT JOIN sums ON
  sums.scope = :scope AND sums.grain = 20 AND sums.period BETWEEN :first_day AND :last_day
  OR sums.scope = :scope AND sums.grain = 30 AND sums.period BETWEEN :first_month AND :last_month
  OR sums.scope = :scope AND sums.grain = 20 AND sums.period BETWEEN :first_day_after AND :last_day_after
WHERE accounts.account = :account
