-- Makes no new version: who may see what stays as it is.
UPDATE credentials SET last_used = :day WHERE kind = :kind AND name = :name AND last_used < :day
