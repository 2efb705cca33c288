-- The rows of callers/put from a file of the client's.
LOAD DATA LOCAL INFILE ':file' REPLACE INTO TABLE caller_days CHARACTER SET binary (scope, caller, part, days)
