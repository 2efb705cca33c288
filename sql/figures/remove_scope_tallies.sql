DELETE FROM period_tallies WHERE scope = :scope
