-- The ledger, version 1. One SQLite file; names and values are those of the contract `onrecord/1`.
--
-- Offsets are code points of `article.text`, `[start, end)`, so that
--     substr(text, start + 1, "end" - start)
-- gives the printed words. `…_key` columns and columns named after a table hold that table's key; `id` columns hold the ids that people see.

-- A page as it was read: one row for each version of what an address showed.
CREATE TABLE article (
    key          INTEGER PRIMARY KEY,         -- rises in the order of arrival
    id           TEXT NOT NULL,               -- from the digest of the text; the same text at another address has the same id
    address      TEXT NOT NULL,               -- where the page is found again: its URL, else its absolute path, else `article:` and its id
    version      INTEGER NOT NULL,            -- 1 for the first text seen at the address
    newest       INTEGER NOT NULL,            -- 1 for the last text seen at the address, else 0; views count these only
    copy_of      INTEGER REFERENCES article,  -- the earlier article at another address that printed this text first
    added        TEXT NOT NULL,               -- when it came into the ledger, RFC 3339, UTC
    path         TEXT,                        -- origin.path
    url          TEXT,                        -- origin.url
    content_type TEXT,                        -- origin.content_type
    charset      TEXT,                        -- origin.charset
    sha256       TEXT,                        -- origin.sha256
    retrieved    TEXT,                        -- origin.retrieved
    title        TEXT,                        -- the headline
    outlet       TEXT,                        -- the masthead it appeared under
    agency       TEXT,                        -- the wire agency that supplied it
    dateline     TEXT,                        -- the place at the head of the body
    published    TEXT,                        -- ISO 8601 date, or date and time
    language     TEXT,                        -- BCP 47 tag
    fingerprint  BLOB NOT NULL,               -- what tells copies of its text: 32-bit values, little-endian
    text         TEXT NOT NULL,               -- the article as one reads it; all offsets count its code points
    record       TEXT NOT NULL,               -- the contract's record as JSON, with the ids of its article and without article.text
    UNIQUE (address, id)
) STRICT;
CREATE UNIQUE INDEX article_newest ON article (address) WHERE newest;
CREATE INDEX article_id ON article (id);
CREATE INDEX article_copy ON article (copy_of);

-- The first values of the fingerprints of articles that are no copies: where two agree in one, the whole is compared.
CREATE TABLE sketch (
    slot    INTEGER NOT NULL,                    -- the place of the value in the fingerprint
    value   INTEGER NOT NULL,                    -- the value
    article INTEGER NOT NULL REFERENCES article, -- whose
    PRIMARY KEY (slot, value, article)
) STRICT, WITHOUT ROWID;

-- An identified source, one row over all articles; unnamed sources have a row for each article.
CREATE TABLE actor (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE, -- `actor-` and sixteen hexadecimal digits
    ledger_key TEXT UNIQUE,          -- what makes it the same actor in every article; NULL where nothing does
    name       TEXT NOT NULL,        -- the fullest name of the article that brought it
    kind       TEXT NOT NULL,        -- person | organization | country | group | unnamed
    country    TEXT                  -- ISO 3166-1 alpha-2
) STRICT;

-- Every name an actor goes by.
CREATE TABLE actor_name (
    actor  INTEGER NOT NULL REFERENCES actor,
    name   TEXT NOT NULL,            -- as printed
    folded TEXT NOT NULL,            -- in lower case, for looking up
    PRIMARY KEY (actor, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name_folded ON actor_name (folded);

-- Which actor of the ledger an article's own actor is.
CREATE TABLE appearance (
    article INTEGER NOT NULL REFERENCES article,
    local   TEXT NOT NULL,                     -- the actor's id in the article's record
    actor   INTEGER NOT NULL REFERENCES actor,
    PRIMARY KEY (article, local)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_actor ON appearance (actor);

-- Where an article mentions an actor.
CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article,
    actor   INTEGER NOT NULL REFERENCES actor,
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL
) STRICT;
CREATE INDEX mention_actor ON mention (actor);

-- A title or office that an article gives an actor.
CREATE TABLE role (
    article INTEGER NOT NULL REFERENCES article,
    actor   INTEGER NOT NULL REFERENCES actor,
    title   TEXT NOT NULL,                     -- "defense minister"
    of      TEXT,                              -- "South Korea"
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL
) STRICT;
CREATE INDEX role_actor ON role (actor);

-- A proposition that statements share.
CREATE TABLE claim (
    key         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,                 -- `claim-` and sixteen hexadecimal digits, made from its first statement
    first       INTEGER NOT NULL REFERENCES statement, -- the statement that came first
    merged_into INTEGER REFERENCES claim,             -- the claim it turned out to be the same as
    wording     INTEGER REFERENCES statement,         -- the plainest statement of it
    disputed    INTEGER NOT NULL DEFAULT 0            -- 1 where two actors are on record for it and against it
) STRICT;

-- One attribution relation: a source, by a cue, on a content.
CREATE TABLE statement (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL,                     -- from its article's id and its spans
    article       INTEGER NOT NULL REFERENCES article,
    source        TEXT NOT NULL,                     -- who, as printed; parts are joined by ` … `
    cue           TEXT NOT NULL,                     -- the words that make it an attribution
    content       TEXT NOT NULL,                     -- what is attributed, as printed
    form          TEXT NOT NULL,                     -- direct | indirect | mixed
    act           TEXT NOT NULL,                     -- say | deny | accuse | confirm | warn | pledge | urge | ask | expect | think | decline
    stance        TEXT NOT NULL,                     -- affirms | denies | neutral
    said_from     TEXT,                              -- first day on which it may have been said
    said_to       TEXT,                              -- last day
    said_basis    TEXT,                              -- expression | publication | context
    refers_to     TEXT,                              -- id of the statement its content points at
    within        TEXT,                              -- id of the statement it is reported inside of
    confidence    REAL NOT NULL,                     -- 0 to 1
    claim         INTEGER REFERENCES claim,          -- the claim it belongs to
    wording_start INTEGER,                           -- the plainest words of that claim in this article
    wording_end   INTEGER,
    UNIQUE (article, id)
) STRICT;
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_claim ON statement (claim);

-- The spans of a statement.
CREATE TABLE statement_span (
    statement INTEGER NOT NULL REFERENCES statement,
    part      TEXT NOT NULL,                          -- source | cue | content
    position  INTEGER NOT NULL,                       -- 0 for the first span of the part
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    PRIMARY KEY (statement, part, position)
) STRICT, WITHOUT ROWID;

-- Who speaks: several rows where several do.
CREATE TABLE speaker (
    statement INTEGER NOT NULL REFERENCES statement,
    position  INTEGER NOT NULL,                   -- 0 for the first one named
    actor     INTEGER NOT NULL REFERENCES actor,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_actor ON speaker (actor);

-- Who, or what, passed a statement on.
CREATE TABLE relay (
    statement INTEGER NOT NULL REFERENCES statement,
    actor     INTEGER REFERENCES actor,
    kind      TEXT NOT NULL,                      -- outlet | state_media | spokesperson | document | social_media | unnamed
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL
) STRICT;
CREATE INDEX relay_statement ON relay (statement);

-- What a statement rests on.
CREATE TABLE evidence (
    statement INTEGER NOT NULL REFERENCES statement,
    kind      TEXT NOT NULL,                      -- document | investigation | imagery | measurement | witness | intercept | data
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_statement ON evidence (statement);

-- A number in a statement's content.
CREATE TABLE quantity (
    statement INTEGER NOT NULL REFERENCES statement,
    value     REAL NOT NULL,                      -- the number; the lower end of a range
    value_to  REAL,                               -- the upper end of a range
    unit      TEXT,                               -- what is counted, in the singular
    qualifier TEXT NOT NULL,                      -- exactly | about | at_least | at_most | more_than | less_than | range
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL
) STRICT;
CREATE INDEX quantity_statement ON quantity (statement);

-- What is compared of a statement when claims are made.
CREATE TABLE matter (
    statement INTEGER PRIMARY KEY REFERENCES statement,
    terms     TEXT NOT NULL,                      -- JSON array of words
    act       TEXT NOT NULL,
    stance    TEXT NOT NULL,
    refers_to TEXT                                -- id of the statement its content points at
) STRICT;

-- Full-text search over what was said, and over whole articles.
CREATE VIRTUAL TABLE statement_search USING fts5 (
    content, content = 'statement', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE article_search USING fts5 (
    title, text, content = 'article', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TRIGGER statement_searchable AFTER INSERT ON statement BEGIN
    INSERT INTO statement_search (rowid, content) VALUES (new.key, new.content);
END;
CREATE TRIGGER article_searchable AFTER INSERT ON article BEGIN
    INSERT INTO article_search (rowid, title, text) VALUES (new.key, new.title, new.text);
END;

-- Every statement of every version of every article: speaker, date, act, exact words, outlet, url.
CREATE VIEW ever_on_the_record AS
SELECT coalesce((SELECT group_concat(name, ' and ')
                 FROM (SELECT actor.name FROM speaker JOIN actor ON actor.key = speaker.actor
                       WHERE speaker.statement = statement.key ORDER BY speaker.position)),
                statement.source) AS speaker,         -- its words in the page where it is not resolved
       coalesce(statement.said_from, substr(article.published, 1, 10)) AS date,
       statement.act, statement.stance, statement.form,
       statement.source, statement.cue, statement.content AS words,
       article.outlet, article.url, article.address, article.title, article.published,
       article.copy_of IS NULL AS independent,        -- 0 where the article is a copy of another
       article.newest,                                -- 0 where the page has changed since
       claim.id AS claim, statement.id AS statement, article.id AS article,
       statement.key AS statement_key, article.key AS article_key
FROM statement
JOIN article ON article.key = statement.article
LEFT JOIN claim ON claim.key = statement.claim;

-- Every statement of every newest article.
CREATE VIEW on_the_record AS SELECT * FROM ever_on_the_record WHERE newest;

-- An actor's stance on a claim at a time: one row for each speaker of each statement of a claim.
CREATE VIEW positions_over_time AS
SELECT r.claim, r.date, actor.name AS actor, actor.id AS actor_id, r.stance, r.act, r.words, r.independent,
       r.outlet, r.url, r.address, r.statement, r.article, r.statement_key, actor.key AS actor_key
FROM on_the_record r
JOIN speaker ON speaker.statement = r.statement_key
JOIN actor ON actor.key = speaker.actor
WHERE r.claim IS NOT NULL
ORDER BY r.claim, r.date, r.statement_key, speaker.position;

-- How a number of one claim moves.
CREATE VIEW quantities_over_time AS
SELECT r.claim, r.date, r.speaker, quantity.qualifier, quantity.value, quantity.value_to, quantity.unit,
       substr(article.text, quantity.start + 1, quantity."end" - quantity.start) AS printed,
       r.words, r.independent, r.outlet, r.url, r.address, r.statement, r.article
FROM on_the_record r
JOIN quantity ON quantity.statement = r.statement_key
JOIN article ON article.key = r.article_key
ORDER BY r.claim, r.date, r.statement_key;

-- Claims with both sides on record.
CREATE VIEW disputes AS
SELECT claim.id AS claim,
       coalesce(substr(article.text, wording.wording_start + 1, wording.wording_end - wording.wording_start), wording.content) AS wording,
       group_concat(DISTINCT p.actor) FILTER (WHERE p.stance = 'affirms') AS affirmed_by,
       group_concat(DISTINCT p.actor) FILTER (WHERE p.stance = 'denies') AS denied_by,
       min(p.date) AS first, max(p.date) AS last,
       count(DISTINCT p.address) FILTER (WHERE p.independent) AS independent_pages,
       count(DISTINCT p.address) AS pages,
       claim.key AS claim_key
FROM claim
JOIN positions_over_time p ON p.claim = claim.id
JOIN statement wording ON wording.key = claim.wording
JOIN article ON article.key = wording.article
WHERE claim.disputed
GROUP BY claim.key
ORDER BY last DESC, claim.key;
