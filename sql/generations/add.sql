INSERT INTO generations (account, generation, time_zone, built_from, retired_at)
VALUES (:account, :generation, :time_zone, :built_from, 0)
