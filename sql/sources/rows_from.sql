-- As rows_between, without an end.
SELECT {columns} FROM {table} WHERE {order} >= :from ORDER BY {order} LIMIT :limit;
