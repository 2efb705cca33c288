INSERT INTO scopes (scope, account, generation, customer, segment, slice)
VALUES (:scope, :account, :generation, :customer, 0, 0)
