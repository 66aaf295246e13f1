-- Statements of which somebody says that they are none, and corrections that come and go with another.

ALTER TABLE statement ADD COLUMN struck INTEGER NOT NULL DEFAULT 0; -- 1 where a correction says that it is no statement: it is off the record
CREATE INDEX statement_struck ON statement (key) WHERE struck;

-- The correction that brought this one, which is taken back with it: an act its side, being no statement that it is of no claim.
ALTER TABLE correction ADD COLUMN brought_by INTEGER REFERENCES correction;
CREATE INDEX correction_brought ON correction (brought_by) WHERE brought_by IS NOT NULL;

-- Every statement of every newest article.
DROP VIEW on_the_record;
CREATE VIEW on_the_record AS
SELECT * FROM ever_on_the_record WHERE newest AND statement_key NOT IN (SELECT key FROM statement WHERE struck);
