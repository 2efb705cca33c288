-- The pre-calculated figures. A scope stands for whose calls are counted: an account's (customer 0) or one customer's,
-- in one generation of the account's figures; its number is account times 2^32 and a number within the account. Grains
-- are 20 for days and 30 for months; periods are days since 1970-01-01 or months since 1970-01. Absent is zero.
CREATE TABLE IF NOT EXISTS generations (
  account INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  time_zone VARBINARY(64) NOT NULL,
  built_from BIGINT NOT NULL,
  retired_at BIGINT NOT NULL,
  PRIMARY KEY (account, generation)
);

-- Which generation answers: one row changed is the flip.
CREATE TABLE IF NOT EXISTS served_generations (
  account INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (account)
);

CREATE TABLE IF NOT EXISTS scopes (
  scope BIGINT NOT NULL,
  account INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  customer INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  slice INTEGER NOT NULL,
  PRIMARY KEY (scope),
  UNIQUE (account, generation, customer, segment, slice)
);

CREATE TABLE IF NOT EXISTS sums (
  scope BIGINT NOT NULL,
  grain SMALLINT NOT NULL,
  period INTEGER NOT NULL,
  calls BIGINT NOT NULL,
  missed BIGINT NOT NULL,
  known BIGINT NOT NULL,
  talk_seconds BIGINT NOT NULL,
  below_30 BIGINT NOT NULL,
  below_60 BIGINT NOT NULL,
  below_120 BIGINT NOT NULL,
  below_300 BIGINT NOT NULL,
  below_600 BIGINT NOT NULL,
  longer BIGINT NOT NULL,
  PRIMARY KEY (scope, grain, period)
);

-- Kinds: 1 breakdown (hours, attributions, origins), 2 customers, 3 previous days of callers, 4 days of a month.
-- Packed tallies (core/figures/packed_tally.h).
CREATE TABLE IF NOT EXISTS tallies (
  scope BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  grain SMALLINT NOT NULL,
  period INTEGER NOT NULL,
  part INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (scope, kind, grain, period, part)
);

-- The days of each caller, by customer (core/figures/caller_days.h). `scope` is the account's.
CREATE TABLE IF NOT EXISTS caller_days (
  scope BIGINT NOT NULL,
  caller BIGINT NOT NULL,
  part INTEGER NOT NULL,
  days BLOB NOT NULL,
  PRIMARY KEY (scope, caller, part)
);

-- The change feed: the version that last changed a day of a scope; day -1 stands for all of them.
CREATE TABLE IF NOT EXISTS day_versions (
  account INTEGER NOT NULL,
  scope BIGINT NOT NULL,
  day INTEGER NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account, scope, day)
);

CREATE INDEX IF NOT EXISTS day_versions_by_version ON day_versions (account, version);

-- While a generation is being built: the calls that batches changed meanwhile, with their state before. No former
-- call: duration -1.
CREATE TABLE IF NOT EXISTS changed_calls (
  account INTEGER NOT NULL,
  version BIGINT NOT NULL,
  cdr_id VARBINARY(150) NOT NULL,
  customer INTEGER NOT NULL,
  start BIGINT NOT NULL,
  duration INTEGER NOT NULL,
  answered SMALLINT NOT NULL,
  quarantined SMALLINT NOT NULL,
  caller BIGINT NOT NULL,
  attribution INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  PRIMARY KEY (account, version, cdr_id)
);

-- The mark of a bulk load: this account's calls are going in without figures.
CREATE TABLE IF NOT EXISTS loads (
  account INTEGER NOT NULL,
  source BINARY(16) NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (account)
);
