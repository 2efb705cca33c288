-- The parts of a tally from :part on.
DELETE FROM tallies WHERE scope = :scope AND kind = :kind AND grain = :grain AND period = :period AND part >= :part
