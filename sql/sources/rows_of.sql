-- The rows that have one of many values in a column. For the names in braces see rows_between.
SELECT {columns} FROM {table} WHERE {column} IN (:values);
