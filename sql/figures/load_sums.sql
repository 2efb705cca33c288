-- The rows of figures/put_sums from a file of the client's.
LOAD DATA LOCAL INFILE ':file' REPLACE INTO TABLE sums CHARACTER SET binary (scope, grain, period, calls, missed, known,
  talk_seconds, below_30, below_60, below_120, below_300, below_600, longer)
