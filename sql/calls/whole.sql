-- All that is kept of some calls.
-- returns: bytes integer integer integer integer integer integer integer integer integer integer integer bytes bytes
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin, source, reason, waited, called,
  caller_number
FROM calls
WHERE account = :account AND cdr_id IN (:cdr_ids)
