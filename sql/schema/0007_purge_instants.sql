-- A purge cuts at an instant, whatever day that is in a time zone of later on. -1: of an earlier program, which kept the day
-- alone; callwidgets-admin migrate tells the instant.
ALTER TABLE purges ADD COLUMN kept_from BIGINT NOT NULL DEFAULT -1;
