-- Calls of a source in the order of start and id, from behind an id of an instant on.
-- returns: bytes integer integer integer integer integer integer integer integer integer integer integer bytes bytes
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin, source, reason, waited, called,
  caller_number
FROM calls
WHERE account = :account AND source = :call_source AND start >= :start AND start <= :last_start
  AND (start > :start OR cdr_id > :after)
ORDER BY start, cdr_id
LIMIT :limit
