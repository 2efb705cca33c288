-- The ids of calls that were erased, so that the same records bring nothing back. `kept` 0: the call is gone; 1: it stays, as nobody's.
CREATE TABLE IF NOT EXISTS erased_calls (
  account INTEGER NOT NULL,
  cdr_id VARBINARY(150) NOT NULL,
  kept SMALLINT NOT NULL,
  PRIMARY KEY (account, cdr_id)
);

-- Customers that became others', by the platform's ids. Whoever is named in into_id was not merged himself.
CREATE TABLE IF NOT EXISTS merged_customers (
  account INTEGER NOT NULL,
  customer_id BIGINT NOT NULL,
  into_id BIGINT NOT NULL,
  PRIMARY KEY (account, customer_id)
);
