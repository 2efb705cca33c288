-- The facts and what they refer to. Days are counted from 1970-01-01, instants are seconds in UTC. Names stand once,
-- in `names`, by bytes. No UNSIGNED, no NULL, no foreign key; account first in every unique key.
CREATE TABLE IF NOT EXISTS accounts (
  account INTEGER NOT NULL,
  name VARBINARY(200) NOT NULL,
  time_zone VARBINARY(64) NOT NULL,
  region VARBINARY(2) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account),
  UNIQUE (name)
);

CREATE TABLE IF NOT EXISTS customers (
  account INTEGER NOT NULL,
  number INTEGER NOT NULL,
  customer_id BIGINT NOT NULL,
  name VARBINARY(1000) NOT NULL,
  custnr VARBINARY(1000) NOT NULL,
  PRIMARY KEY (account, number),
  UNIQUE (account, customer_id)
);

CREATE TABLE IF NOT EXISTS names (
  account INTEGER NOT NULL,
  name_id INTEGER NOT NULL,
  digest BINARY(16) NOT NULL,
  name VARBINARY(1000) NOT NULL,
  PRIMARY KEY (account, name_id),
  UNIQUE (account, digest)
);

CREATE TABLE IF NOT EXISTS calls (
  account INTEGER NOT NULL,
  cdr_id VARBINARY(150) NOT NULL,
  customer INTEGER NOT NULL,
  start BIGINT NOT NULL,
  day INTEGER NOT NULL,
  hour SMALLINT NOT NULL,
  duration INTEGER NOT NULL,
  answered SMALLINT NOT NULL,
  quarantined SMALLINT NOT NULL,
  caller BIGINT NOT NULL,
  caller_number VARBINARY(64) NOT NULL,
  attribution INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  PRIMARY KEY (account, cdr_id)
);

CREATE INDEX IF NOT EXISTS calls_by_start ON calls (account, customer, start);

CREATE TABLE IF NOT EXISTS batches (
  account INTEGER NOT NULL,
  version BIGINT NOT NULL,
  source BINARY(16) NOT NULL,
  batch INTEGER NOT NULL,
  nonce BIGINT NOT NULL,
  applied_at BIGINT NOT NULL,
  PRIMARY KEY (account, version),
  UNIQUE (account, source, batch)
);

CREATE TABLE IF NOT EXISTS caller_keys (
  caller_key INTEGER NOT NULL,
  fingerprint VARBINARY(64) NOT NULL,
  PRIMARY KEY (caller_key)
);
