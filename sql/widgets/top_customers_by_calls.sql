-- Calls by customer: those with most, ties by id.
-- returns: integer bytes integer
SELECT customers.customer_id, customers.name, counted.calls
FROM (
  SELECT customer, COUNT(*) AS calls
  FROM calls
  WHERE account = :account AND (:every = 1 OR customer = :customer) AND day BETWEEN :from AND :to
    AND quarantined = 0
  GROUP BY customer
) AS counted
JOIN customers ON customers.account = :account AND customers.number = counted.customer
ORDER BY counted.calls DESC, customers.customer_id
LIMIT :limit
