-- How many customers customers/page has in all.
-- returns: integer
SELECT COUNT(*)
FROM customers
WHERE account = :account
  AND (:any_id = 1 OR customer_id = :customer_id) AND (:any_custnr = 1 OR custnr = :custnr)
