-- From when on a source's calls are not known to be what its table says; 0: they are.
-- returns: integer
SELECT unfinished_from FROM sources WHERE account = :account AND source = :call_source
