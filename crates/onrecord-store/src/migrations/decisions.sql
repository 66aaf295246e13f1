-- What people decide about actors and statements, and who decided it when. What the machine read stays in `article.record`; decisions
-- are laid over it whenever a page is added or a decision is taken or undone, so that every other table and view shows their outcome.

-- Which actor a page's own actor would be without decisions; `appearance.actor` is who it is with them.
ALTER TABLE appearance ADD COLUMN read_as INTEGER REFERENCES actor;
UPDATE appearance SET read_as = actor;
CREATE INDEX appearance_read_as ON appearance (read_as);

-- The actor that answers for this one since they were merged; NULL where it answers for itself.
ALTER TABLE actor ADD COLUMN goes_into INTEGER REFERENCES actor;
CREATE INDEX actor_goes_into ON actor (goes_into) WHERE goes_into IS NOT NULL;

-- 1 where no page prints the name and only a decision gave it.
ALTER TABLE actor_name ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;

-- A decision about who is who. Decisions that stand are applied in the order in which they were taken.
CREATE TABLE actor_decision (
    key        INTEGER PRIMARY KEY,             -- its number, in the order in which they were taken
    kind       TEXT NOT NULL,                   -- merge | split | rename
    actor      INTEGER NOT NULL REFERENCES actor, -- whom it is about
    other      INTEGER REFERENCES actor,        -- merge: whom it goes into; split: who is split off
    name       TEXT,                            -- rename: the new name
    was        TEXT,                            -- rename: the name before
    decided    TEXT NOT NULL,                   -- when, RFC 3339, UTC
    decided_by TEXT NOT NULL,                   -- who
    undone     TEXT,                            -- when it was taken back; NULL where it stands
    undone_by  TEXT                             -- who took it back
) STRICT;
CREATE INDEX actor_decision_actor ON actor_decision (actor);
CREATE INDEX actor_decision_other ON actor_decision (other);

-- The pages on which the actor is the one who was split off.
CREATE TABLE split_page (
    decision INTEGER NOT NULL REFERENCES actor_decision,
    address  TEXT NOT NULL,                     -- article.address, whatever version it shows
    PRIMARY KEY (decision, address)
) STRICT, WITHOUT ROWID;

-- A decision about one statement: what it is, whatever the machine reads.
CREATE TABLE correction (
    key          INTEGER PRIMARY KEY,           -- its number, in the order in which they were taken; the last that stands counts
    statement    TEXT NOT NULL,                 -- id of the statement
    address      TEXT NOT NULL,                 -- article.address of its page: in another version of the page, a statement of the
    source       TEXT NOT NULL,                 -- same words is corrected alike: statement.source,
    cue          TEXT NOT NULL,                 -- statement.cue
    content      TEXT NOT NULL,                 -- and statement.content
    field        TEXT NOT NULL,                 -- act | stance | speakers | claim | said_on | no_statement
    value        TEXT NOT NULL,                 -- JSON: the act, the stance, a list of actor ids, a claim's id or null, days or null, null
    was          TEXT NOT NULL,                 -- JSON: what the machine read
    after        INTEGER NOT NULL,              -- the last actor_decision before it: only later ones change its speakers
    decided      TEXT NOT NULL,                 -- when, RFC 3339, UTC
    decided_by   TEXT NOT NULL,                 -- who
    undone       TEXT,                          -- when it was taken back; NULL where it stands
    undone_by    TEXT                           -- who took it back
) STRICT;
CREATE INDEX correction_statement ON correction (statement);
CREATE INDEX correction_address ON correction (address);

-- Which corrections stand for which statements: those of their ids, and in other versions of their page those of their words.
CREATE VIEW correction_in_force AS
SELECT c.key AS correction, s.key AS statement_key, s.article AS article_key, c.field, c.value, c.after
FROM correction c JOIN statement s ON s.id = c.statement
WHERE c.undone IS NULL
UNION ALL
SELECT c.key, s.key, s.article, c.field, c.value, c.after
FROM correction c
JOIN article a ON a.address = c.address
JOIN statement s ON s.article = a.key AND s.source = c.source AND s.cue = c.cue AND s.content = c.content
WHERE c.undone IS NULL AND NOT EXISTS (SELECT 1 FROM statement same WHERE same.article = a.key AND same.id = c.statement);

-- To find an article's people again when a decision is undone.
CREATE INDEX mention_article ON mention (article);
CREATE INDEX role_article ON role (article);
CREATE INDEX relay_actor ON relay (actor) WHERE actor IS NOT NULL;
