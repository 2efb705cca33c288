-- In a snapshot: the version, its nonce and the generation that answers (core/figures/state.h), the nonce of the version that
-- was seen last, the number of the customer that is asked for, the scope (0: none yet), and the latest version that put everything
-- out of date.
-- returns: integer integer integer integer integer integer integer
SELECT accounts.version, batches.nonce, served_generations.generation, seen.nonce, customers.number, scopes.scope,
  everything.version
FROM accounts
LEFT JOIN batches ON batches.account = accounts.account AND batches.version = accounts.version
LEFT JOIN batches AS seen ON seen.account = accounts.account AND seen.version = :seen_version
LEFT JOIN served_generations ON served_generations.account = accounts.account
LEFT JOIN customers ON customers.account = accounts.account AND customers.customer_id = :customer_id
LEFT JOIN scopes ON scopes.account = accounts.account AND scopes.generation = served_generations.generation
  AND scopes.customer = CASE WHEN :whole = 1 THEN 0 ELSE customers.number END
  AND scopes.segment = 0 AND scopes.slice = 0
LEFT JOIN day_versions AS everything ON everything.account = accounts.account AND everything.scope = 0 AND everything.day = -1
WHERE accounts.account = :account
