REPLACE INTO generation_zones (account, generation, tzdata, rules)
VALUES (:account, :generation, :tzdata, :rules)
