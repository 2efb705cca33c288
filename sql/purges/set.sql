REPLACE INTO purges (account, before_day, kept_from, figures_stay, finished)
VALUES (:account, :before_day, :kept_from, :figures_stay, :finished)
