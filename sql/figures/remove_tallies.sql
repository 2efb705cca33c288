-- The parts of a period's tallies from :part on.
DELETE FROM period_tallies WHERE scope = :scope AND grain = :grain AND period = :period AND part >= :part
