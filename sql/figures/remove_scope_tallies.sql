DELETE FROM tallies WHERE scope = :scope
