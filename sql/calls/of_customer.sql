-- The first calls of a customer; their order makes every server take its index.
-- returns: bytes integer integer integer integer integer integer integer integer
SELECT cdr_id, customer, start, duration, answered, quarantined, caller, attribution, origin
FROM calls
WHERE account = :account AND customer = :customer
ORDER BY start
LIMIT :limit
