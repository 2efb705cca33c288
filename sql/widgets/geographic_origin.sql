-- Calls by origin, most first, ties by the name's bytes.
-- returns: bytes integer
SELECT names.name, counted.calls
FROM (
  SELECT origin, COUNT(*) AS calls
  FROM calls
  WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
    AND quarantined = 0
  GROUP BY origin
) AS counted
JOIN names ON names.account = :account AND names.name_id = counted.origin
ORDER BY counted.calls DESC, names.name
