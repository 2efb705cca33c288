REPLACE INTO day_versions (account, scope, day, version) VALUES (:account, :scope, :day, :version)
