INSERT INTO names (account, name_id, digest, name)
VALUES (:account, :name_id, :digest, :name)
