-- returns: integer integer integer integer
SELECT before_day, kept_from, figures_stay, finished FROM purges WHERE account = :account
