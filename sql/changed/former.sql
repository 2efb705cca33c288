-- A call's state before a version changed it; duration -1: there was none.
-- returns: bytes integer integer integer integer integer integer integer integer
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin
FROM changed_calls
WHERE account = :account AND version = :version AND cdr_id = :cdr_id
