-- Whose calls come in by which of the business's numbers, and what they are credited to; days by the account's time zone, both
-- included. kind: 0 the number itself, 1 all that begin so. An empty attribution gives none.
CREATE TABLE IF NOT EXISTS number_mappings (
  account INTEGER NOT NULL,
  number VARBINARY(64) NOT NULL,
  kind SMALLINT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  customer_id BIGINT NOT NULL,
  attribution VARBINARY(1000) NOT NULL,
  PRIMARY KEY (account, number, kind, from_day)
);
