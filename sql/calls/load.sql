-- The rows of calls/put from a file of the client's. `:file` is no bound value: LOAD DATA takes none.
LOAD DATA LOCAL INFILE ':file' REPLACE INTO TABLE calls CHARACTER SET binary (account, cdr_id, customer, start, day, hour,
  duration, answered, quarantined, caller, caller_number, attribution, origin, source, reason, waited, called)
