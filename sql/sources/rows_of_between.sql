-- The same within a stretch of the table's order, whose index is there where the column has none.
SELECT {columns} FROM {table} WHERE {order} >= :from AND {order} < :to AND {column} IN (:values);
