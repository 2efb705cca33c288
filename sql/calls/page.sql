-- Calls of an account in the order of their ids, from behind one on.
-- returns: bytes integer integer integer integer integer integer integer integer
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin
FROM calls
WHERE account = :account AND cdr_id > :after
ORDER BY cdr_id
LIMIT :limit
