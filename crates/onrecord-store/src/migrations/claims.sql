-- Claims that grow with each article: what is compared is kept, so that a new article is compared with an index and not with all others.

-- What one article says on one matter: the statements of one of its own claims, or a statement by itself.
CREATE TABLE topic (
    key     INTEGER PRIMARY KEY,                    -- rises in the order of arrival
    article INTEGER NOT NULL REFERENCES article,
    first   INTEGER NOT NULL REFERENCES statement,  -- its first statement
    terms   TEXT NOT NULL,                          -- JSON: pairs of a term and the number of its statements that hold it
    root    INTEGER REFERENCES topic,               -- the first topic on its matter, itself included; NULL until it is reconciled
    stands  INTEGER NOT NULL DEFAULT 0              -- 1 where it stands for its claim: new topics are compared with it
) STRICT;
CREATE INDEX topic_waiting ON topic (key) WHERE root IS NULL;
CREATE INDEX topic_root ON topic (root, stands);
CREATE INDEX topic_article ON topic (article);

ALTER TABLE matter ADD COLUMN topic INTEGER REFERENCES topic; -- the topic that the statement is of
CREATE INDEX matter_topic ON matter (topic);

-- A word that contents are about.
CREATE TABLE term (
    key      INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,                  -- a stem, a number, `@` and a country's code or a last name
    articles INTEGER NOT NULL                       -- how many articles hold it, copies and older versions aside
) STRICT;

-- Which of the topics that stand for a claim hold a term: the index by which a new topic finds the claims that it may be of.
CREATE TABLE topic_term (
    term   INTEGER NOT NULL REFERENCES term,
    root   INTEGER NOT NULL REFERENCES topic,       -- the first topic of the claim
    topic  INTEGER NOT NULL REFERENCES topic,       -- one of the claim's first topics
    weight REAL NOT NULL,                           -- of the term in it, when it arrived; the squares of a topic's weights add up to 1
    PRIMARY KEY (term, root, topic)
) STRICT, WITHOUT ROWID;

-- What a statement is to another of the same claim, and why.
CREATE TABLE link (
    statement INTEGER NOT NULL REFERENCES statement, -- the later one
    other     INTEGER NOT NULL REFERENCES statement, -- the earlier one
    relation  TEXT NOT NULL,                         -- same | contradicts | narrows | updates_number
    score     REAL NOT NULL,                         -- how likely they are about one matter, 0 to 1
    why       TEXT NOT NULL,                         -- what they have in common, for people
    PRIMARY KEY (statement, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_other ON link (other);

CREATE INDEX claim_first ON claim (first);

-- Claims are made anew; those of before keep their ids, as claims or as aliases.
UPDATE statement SET claim = NULL WHERE claim IS NOT NULL;
UPDATE claim SET merged_into = NULL, disputed = 0;
