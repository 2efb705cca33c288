INSERT INTO schema_migrations (number) VALUES (:number)
