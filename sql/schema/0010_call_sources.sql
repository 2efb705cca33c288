-- What is kept of a call from a telephone system's call table beside what figures count: which source it came from (0: it was
-- imported), why it was missed and how long the caller waited (core/calls/reason.h), and the business's own number that was called.
ALTER TABLE calls ADD COLUMN source INTEGER NOT NULL DEFAULT 0;

ALTER TABLE calls ADD COLUMN reason SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE calls ADD COLUMN waited INTEGER NOT NULL DEFAULT 0;

ALTER TABLE calls ADD COLUMN called VARBINARY(64) NOT NULL DEFAULT x'';

CREATE INDEX IF NOT EXISTS calls_by_source ON calls (account, source, start);

-- The sources' numbers, from 1 in each account; none is given again.
CREATE TABLE IF NOT EXISTS sources (
  account INTEGER NOT NULL,
  source INTEGER NOT NULL,
  name VARBINARY(100) NOT NULL,
  PRIMARY KEY (account, source),
  UNIQUE (account, name)
);
