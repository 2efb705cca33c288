-- What a key signs with is of no use from now on, and a secret that nobody keeps is told to nobody. (A token's is a digest.)
UPDATE credentials SET revoked = :now, secret = CASE WHEN kind = :key THEN '' ELSE secret END
WHERE kind = :kind AND name = :name AND revoked = 0
