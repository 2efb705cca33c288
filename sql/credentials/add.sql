INSERT INTO credentials (kind, name, label, account, all_customers, algorithm, secret, created, expires, revoked, last_used)
VALUES (:kind, :name, :label, :account, :all_customers, :algorithm, :secret, :created, :expires, :revoked, :last_used)
