-- All that a reading of the feed looks at where nothing has changed. Rows of a kind, a number and two values: 0, the schema;
-- 1, the state of the credentials; 2, the account that is answered from where a caller has none (0: none), and of how many it is one
-- (:any = 1: of all; else the one of that name); 3, of a block of 128 accounts the sums of their versions and nonces.
-- returns: integer integer integer integer
SELECT 0, 0, MAX(number), 0 FROM schema_migrations
UNION ALL
SELECT 1, 0, version, nonce FROM credential_state
UNION ALL
SELECT 2, 0, COALESCE(MIN(account), 0), COUNT(*) FROM accounts WHERE :any = 1 OR name = :name
UNION ALL
SELECT 3, CAST(account >> 7 AS SIGNED), CAST(SUM(version) AS SIGNED), CAST(SUM(nonce & 2147483647) AS SIGNED)
FROM accounts
GROUP BY CAST(account >> 7 AS SIGNED)
