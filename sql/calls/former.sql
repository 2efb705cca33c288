-- Calls as they stand before a batch changes them.
-- returns: bytes integer integer integer integer integer integer integer integer integer integer integer bytes
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin, source,
  reason, waited, called
FROM calls
WHERE account = :account AND cdr_id IN (:cdr_ids)
