DELETE FROM sums WHERE scope = :scope AND grain = :grain AND period = :period
