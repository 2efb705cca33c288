-- By which rules a generation tells its days: those of its time zone in the time zone data of a version (a TZif file's bytes; none
-- for UTC). Later calls are counted by the same, whatever the system has by then.
CREATE TABLE IF NOT EXISTS generation_zones (
  account INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  tzdata VARBINARY(64) NOT NULL,
  rules VARBINARY(16000) NOT NULL,
  PRIMARY KEY (account, generation)
);
