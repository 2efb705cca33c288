CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER NOT NULL,
  PRIMARY KEY (number)
)
