DELETE FROM sums WHERE scope = :scope
