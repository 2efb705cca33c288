-- Calls by attribution: the five with most, ties by the name's bytes.
-- returns: bytes integer
SELECT names.name, counted.calls
FROM (
  SELECT attribution, COUNT(*) AS calls
  FROM calls
  WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
    AND quarantined = 0
  GROUP BY attribution
) AS counted
JOIN names ON names.account = :account AND names.name_id = counted.attribution
ORDER BY counted.calls DESC, names.name
LIMIT 5
