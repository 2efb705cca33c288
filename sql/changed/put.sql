REPLACE INTO changed_calls (account, version, cdr_id, customer, start, duration, answered, quarantined, caller, attribution,
  origin)
VALUES (:account, :version, :cdr_id, :customer, :start, :duration, :answered, :quarantined, :caller, :attribution,
  :origin)
