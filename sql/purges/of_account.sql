-- returns: integer integer integer
SELECT before_day, figures_stay, finished FROM purges WHERE account = :account
