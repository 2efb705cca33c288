INSERT INTO accounts (account, name, time_zone, region, version, nonce)
VALUES (:account, :name, :time_zone, :region, 0, 0)
