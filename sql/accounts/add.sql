INSERT INTO accounts (account, name, time_zone, region, version)
VALUES (:account, :name, :time_zone, :region, 0)
