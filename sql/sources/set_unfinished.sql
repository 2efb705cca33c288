UPDATE sources SET unfinished_from = :unfinished_from WHERE account = :account AND source = :call_source
