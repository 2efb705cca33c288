-- A scope's tallies of the days before one.
-- returns: integer blob blob blob blob
SELECT period, breakdown, days, previous_days, customers
FROM period_tallies
WHERE scope = :scope AND grain = 20 AND period < :before_day
