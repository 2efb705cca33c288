-- returns: integer integer integer integer blob blob blob blob
SELECT scope, grain, period, part, breakdown, days, previous_days, customers
FROM period_tallies
WHERE scope = :scope AND grain = :grain AND period IN (:period)
