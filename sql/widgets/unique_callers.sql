-- Different callers; a withheld number is nobody.
-- returns: integer
SELECT COUNT(DISTINCT caller)
FROM calls
WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
  AND quarantined = 0 AND caller <> 0
