-- All calls.
-- returns: integer
SELECT COUNT(*)
FROM calls
WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
  AND quarantined = 0
