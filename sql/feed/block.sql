-- How far the accounts of a block are, with the generation of their figures that answers (NULL: none).
-- returns: integer integer integer integer
SELECT accounts.account, accounts.version, accounts.nonce, served_generations.generation
FROM accounts
LEFT JOIN served_generations ON served_generations.account = accounts.account
WHERE accounts.account BETWEEN :first AND :last
