-- What a question is about, in one snapshot: the account's version, the customer's number, the scope (0: none yet), the
-- generation of figures that answers, the version's nonce.
-- returns: integer integer integer integer integer
SELECT accounts.version, customers.number, scopes.scope, served_generations.generation, batches.nonce
FROM accounts
LEFT JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
LEFT JOIN served_generations ON served_generations.account = accounts.account
LEFT JOIN customers ON customers.account = accounts.account AND customers.customer_id = :customer_id
LEFT JOIN scopes ON scopes.account = accounts.account AND scopes.generation = served_generations.generation
  AND scopes.customer = CASE WHEN :whole = 1 THEN 0 ELSE customers.number END
  AND scopes.segment = 0 AND scopes.slice = 0
WHERE accounts.account = :account
