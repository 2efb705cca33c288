-- From when on a source's calls are not known to be what its table says, in seconds since 1970: a sync that began there did not
-- come to its end, or removals wait for the operator's word. 0: they are.
ALTER TABLE sources ADD COLUMN unfinished_from BIGINT NOT NULL DEFAULT 0;
