-- Calls before a day are gone for good, and come no more. `figures_stay`: what was counted of them stays counted.
-- `finished` is 0 while their rows are being removed.
CREATE TABLE IF NOT EXISTS purges (
  account INTEGER NOT NULL,
  before_day INTEGER NOT NULL,
  figures_stay SMALLINT NOT NULL,
  finished SMALLINT NOT NULL,
  PRIMARY KEY (account)
);
