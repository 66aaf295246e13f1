-- When a page was changed, and by what digest a web archive knows it.

ALTER TABLE article ADD COLUMN modified TEXT; -- when it was last changed, by its own account: as published
ALTER TABLE article ADD COLUMN digest TEXT;   -- origin.digest
