-- All tallies of a period in one row, for a call changes nearly all of them. '' where there are none of a kind; where a
-- tally takes several parts, its period has as many rows. Packed tallies (core/figures/packed_tally.h).
CREATE TABLE IF NOT EXISTS period_tallies (
  scope BIGINT NOT NULL,
  grain SMALLINT NOT NULL,
  period INTEGER NOT NULL,
  part INTEGER NOT NULL,
  breakdown BLOB NOT NULL,
  days BLOB NOT NULL,
  previous_days BLOB NOT NULL,
  customers BLOB NOT NULL,
  PRIMARY KEY (scope, grain, period, part)
);

-- Where this was interrupted after the last statement.
CREATE TABLE IF NOT EXISTS tallies (
  scope BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  grain SMALLINT NOT NULL,
  period INTEGER NOT NULL,
  part INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (scope, kind, grain, period, part)
);

REPLACE INTO period_tallies (scope, grain, period, part, breakdown, days, previous_days, customers)
SELECT scope, grain, period, part, COALESCE(MAX(CASE kind WHEN 1 THEN entries END), ''),
  COALESCE(MAX(CASE kind WHEN 4 THEN entries END), ''), COALESCE(MAX(CASE kind WHEN 3 THEN entries END), ''),
  COALESCE(MAX(CASE kind WHEN 2 THEN entries END), '')
FROM tallies
GROUP BY scope, grain, period, part;

DROP TABLE tallies;
