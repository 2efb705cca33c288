INSERT INTO customers (account, number, customer_id, name, custnr)
VALUES (:account, :number, :customer_id, :name, :custnr)
