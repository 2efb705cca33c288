-- The rows of figures/put_tally from a file of the client's.
LOAD DATA LOCAL INFILE ':file' REPLACE INTO TABLE tallies CHARACTER SET binary (scope, kind, grain, period, part, entries)
