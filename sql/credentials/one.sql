-- returns: bytes bytes integer integer integer bytes integer integer integer integer
SELECT name, label, account, all_customers, algorithm, secret, created, expires, revoked, last_used
FROM credentials
WHERE kind = :kind AND name = :name
