-- Calls with a known caller, and how many different callers made them.
-- returns: integer integer
SELECT COUNT(*), COUNT(DISTINCT caller)
FROM calls
WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
  AND quarantined = 0 AND caller <> 0
