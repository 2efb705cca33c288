-- The nonce of an account's version (`batches` has those of all its versions) beside the version itself, so that one row says both.
ALTER TABLE accounts ADD COLUMN nonce BIGINT NOT NULL DEFAULT 0;

-- What callers are known by (core/identity/credential.h): kinds are 1 login, 2 token, 3 key; algorithms 0 none, 1 HS256, 2 ES256.
-- Instants are seconds since 1970, 0 standing for never; last_used is a day since 1970-01-01, 0 for never.
CREATE TABLE IF NOT EXISTS credentials (
  kind SMALLINT NOT NULL,
  name VARBINARY(190) NOT NULL,
  label VARBINARY(200) NOT NULL,
  account INTEGER NOT NULL,
  all_customers SMALLINT NOT NULL,
  algorithm SMALLINT NOT NULL,
  secret VARBINARY(4096) NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  revoked BIGINT NOT NULL,
  last_used INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
);

-- Which customers a credential shows where all_customers is 0. They need not exist yet.
CREATE TABLE IF NOT EXISTS credential_customers (
  kind SMALLINT NOT NULL,
  name VARBINARY(190) NOT NULL,
  customer_id BIGINT NOT NULL,
  PRIMARY KEY (kind, name, customer_id)
);

-- One row, the version of all credentials: every change of them takes and raises it first, with a new random nonce.
CREATE TABLE IF NOT EXISTS credential_state (
  id SMALLINT NOT NULL,
  version BIGINT NOT NULL,
  nonce BIGINT NOT NULL,
  PRIMARY KEY (id)
);

REPLACE INTO credential_state (id, version, nonce) VALUES (1, 1, 0);

UPDATE accounts SET nonce = COALESCE((
  SELECT batches.nonce FROM batches WHERE batches.account = accounts.account AND batches.version = accounts.version), 0);
