-- How many customers customers/page has in all.
-- returns: integer
SELECT COUNT(*)
FROM customers
WHERE account = :account
  AND customer_id BETWEEN :first_id AND :last_id AND (:any_custnr = 1 OR custnr = :custnr)
