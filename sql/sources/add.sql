INSERT INTO sources (account, source, name)
VALUES (:account, :call_source, :name)
