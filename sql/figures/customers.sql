-- Customers by their numbers, as in tallies.sql.
-- returns: integer integer integer integer bytes
SELECT accounts.version, batches.nonce, customers.number, customers.customer_id, customers.name
FROM accounts
JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version AND seen.nonce = :seen_nonce
JOIN served_generations ON served_generations.account = accounts.account
  AND served_generations.generation = :seen_generation
LEFT JOIN customers ON customers.account = accounts.account AND customers.number IN (:numbers)
WHERE accounts.account = :account
