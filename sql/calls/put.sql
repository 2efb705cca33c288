-- A call, or the correction of one: the same id again replaces the row.
REPLACE INTO calls (account, cdr_id, customer, start, day, hour, duration, answered, quarantined, caller,
  caller_number, attribution, origin, source, reason, waited, called)
VALUES (:account, :cdr_id, :customer, :start, :day, :hour, :duration, :answered, :quarantined, :caller,
  :caller_number, :attribution, :origin, :source, :reason, :waited, :called)
