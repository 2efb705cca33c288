-- When a generation was retired; 0: it wasn't.
-- returns: integer
SELECT retired_at FROM generations WHERE account = :account AND generation = :generation
