-- Those of some calls that are the caller's.
-- returns: bytes integer integer integer integer integer integer integer integer
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin
FROM calls
WHERE account = :account AND cdr_id IN (:cdr_ids) AND (caller = :caller OR caller_number = :caller_number)
