-- The last rows in the order of a column, backwards. For the names in braces see rows_between.
SELECT {columns} FROM {table} WHERE {order} IS NOT NULL ORDER BY {order} DESC LIMIT :limit;
