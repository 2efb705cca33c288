REPLACE INTO number_mappings (account, number, kind, from_day, to_day, customer_id, attribution)
VALUES (:account, :mapped_number, :kind, :from_day, :to_day, :customer_id, :attribution)
