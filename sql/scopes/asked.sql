-- What a question is about: the account's version, the customer's number and scope (0: none yet), in one snapshot.
-- returns: integer integer integer
SELECT accounts.version, customers.number, scopes.scope
FROM accounts
LEFT JOIN served_generations ON served_generations.account = accounts.account
LEFT JOIN customers ON customers.account = accounts.account AND customers.customer_id = :customer_id
LEFT JOIN scopes ON scopes.account = accounts.account AND scopes.generation = served_generations.generation
  AND scopes.customer = CASE WHEN :whole = 1 THEN 0 ELSE customers.number END
  AND scopes.segment = 0 AND scopes.slice = 0
WHERE accounts.account = :account
