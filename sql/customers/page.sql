-- A page of the customers; a filter of 0 or of no bytes lets every one through.
-- returns: integer bytes bytes
SELECT customer_id, name, custnr
FROM customers
WHERE account = :account
  AND (:any_id = 1 OR customer_id = :customer_id) AND (:any_custnr = 1 OR custnr = :custnr)
ORDER BY customer_id
LIMIT :pagesize OFFSET :skipped
