-- By which of its words a statement says that something is not so. Of what an earlier program read, a denial says it by all of them.

ALTER TABLE matter ADD COLUMN gainsaid TEXT NOT NULL DEFAULT '[]'; -- JSON array of words
UPDATE matter SET gainsaid = terms WHERE act = 'deny' AND stance = 'denies';
