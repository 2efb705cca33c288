REPLACE INTO purges (account, before_day, figures_stay, finished) VALUES (:account, :before_day, :figures_stay, :finished)
