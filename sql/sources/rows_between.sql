-- A page of another program's table, in the order of a column. {columns}, {table} and {order} stand for the names that the
-- operator's settings give, checked against the table's and quoted (core/sources/rows/table_names.h).
SELECT {columns} FROM {table} WHERE {order} >= :from AND {order} < :to ORDER BY {order} LIMIT :limit;
