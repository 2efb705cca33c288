-- A page of the customers; every id is between 1 and 10^18, and :any_custnr = 1 lets every number through.
-- returns: integer bytes bytes
SELECT customer_id, name, custnr
FROM customers
WHERE account = :account
  AND customer_id BETWEEN :first_id AND :last_id AND (:any_custnr = 1 OR custnr = :custnr)
ORDER BY customer_id
LIMIT :pagesize OFFSET :skipped
