-- The rows of figures/put_tallies from a file of the client's.
LOAD DATA LOCAL INFILE ':file' REPLACE INTO TABLE period_tallies CHARACTER SET binary (scope, grain, period, part,
  breakdown, days, previous_days, customers)
