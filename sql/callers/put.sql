REPLACE INTO caller_days (scope, caller, part, days) VALUES (:scope, :caller, :part, :days)
