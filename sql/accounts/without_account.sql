-- A row where there is a customer: of an account that is missing, where there is no account at all.
-- returns: integer
SELECT account FROM customers LIMIT 1
