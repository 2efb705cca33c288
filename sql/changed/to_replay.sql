-- The first calls that changed, each as it stood before a version changed it, the earliest version first; duration -1: there was
-- none.
-- returns: bytes integer integer integer integer integer integer integer integer
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin
FROM changed_calls
WHERE account = :account
ORDER BY cdr_id, version
LIMIT :limit
