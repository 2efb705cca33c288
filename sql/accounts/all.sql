-- returns: integer bytes bytes bytes integer
SELECT account, name, time_zone, region, version
FROM accounts
ORDER BY account
