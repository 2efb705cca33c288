REPLACE INTO period_tallies (scope, grain, period, part, breakdown, days, previous_days, customers)
VALUES (:scope, :grain, :period, :part, :breakdown, :days, :previous_days, :customers)
