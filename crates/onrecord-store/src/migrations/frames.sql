-- Frames, findings and the packs that both are made with.

-- A pack that a user added; the bundled ones are in the program.
CREATE TABLE pack (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL -- as it was written: TOML
) STRICT;

-- An event that a statement's content speaks of; a frame that several statements hold has a row for each.
CREATE TABLE frame (
    statement   INTEGER NOT NULL REFERENCES statement,
    id          TEXT NOT NULL,     -- the frame's id in its article's record
    pack        TEXT NOT NULL,     -- the pack whose words found it
    kind        TEXT NOT NULL,     -- transfer | test | use | pledge | …
    class       TEXT NOT NULL,     -- the item class that the pack gives the item
    item        TEXT NOT NULL,     -- the item as printed
    parties     TEXT NOT NULL,     -- JSON object: for each role the ISO 3166-1 alpha-2 code of the State that fills it
    supplier    TEXT GENERATED ALWAYS AS (parties ->> 'supplier') VIRTUAL,  -- of a transfer, by code
    recipient   TEXT GENERATED ALWAYS AS (parties ->> 'recipient') VIRTUAL, -- of a transfer, by code
    quantity    TEXT,              -- JSON object: how much, as the contract has it
    since       TEXT,              -- the first day on which it is said to have been
    until       TEXT,              -- the last day
    said        TEXT,              -- the day on which it was said, or printed
    mode        TEXT NOT NULL,     -- asserted | open | negated: whether it is said to have been, only spoken of, or said not to have been
    over_limit  INTEGER NOT NULL,  -- 1 where the content itself says that a limit is passed
    PRIMARY KEY (statement, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX frame_class ON frame (pack, class);

-- What a rule finds of a claim: what would follow if it were true.
CREATE TABLE finding (
    claim      INTEGER NOT NULL REFERENCES claim,
    pack       TEXT NOT NULL,
    rule       TEXT NOT NULL,      -- its name with its legal source
    verdict    TEXT NOT NULL,      -- would_breach | within_limit | unclear
    why        TEXT NOT NULL,      -- the reasoning, for people
    statements TEXT NOT NULL,      -- JSON array: ids of the statements that it rests on
    position   INTEGER NOT NULL,   -- its place in the order of the packs' rules
    PRIMARY KEY (claim, pack, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_rule ON finding (pack, rule);

-- What has changed since findings were last made: statements with frames, and claims that have won or lost one.
CREATE TABLE unjudged (
    kind TEXT NOT NULL,            -- statement | claim
    key  INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER frame_unjudged AFTER INSERT ON frame BEGIN
    INSERT OR IGNORE INTO unjudged VALUES ('statement', new.statement);
END;
CREATE TRIGGER claim_unjudged AFTER UPDATE OF claim ON statement
WHEN new.claim IS NOT old.claim AND EXISTS (SELECT 1 FROM frame WHERE statement = new.key) BEGIN
    INSERT OR IGNORE INTO unjudged SELECT 'claim', old.claim WHERE old.claim IS NOT NULL;
    INSERT OR IGNORE INTO unjudged VALUES ('statement', new.key);
END;
CREATE TRIGGER version_unjudged AFTER UPDATE OF newest ON article WHEN new.newest <> old.newest BEGIN
    INSERT OR IGNORE INTO unjudged SELECT 'claim', claim FROM statement
    WHERE article = new.key AND claim IS NOT NULL AND EXISTS (SELECT 1 FROM frame WHERE frame.statement = statement.key);
END;

-- The packs with which findings were last made, by the digest of their texts: with others all are made anew.
CREATE TABLE judged (
    packs TEXT NOT NULL
) STRICT;

-- Findings with the claims that they are about.
CREATE VIEW findings AS
SELECT claim.id AS claim, finding.pack, finding.rule, finding.verdict, finding.why, finding.statements, finding.claim AS claim_key
FROM finding JOIN claim ON claim.key = finding.claim
ORDER BY finding.claim, finding.pack, finding.position;
