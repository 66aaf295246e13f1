-- What an address showed, one row each time that its text was another than the last: so that a text that comes back is a change as well.
CREATE TABLE capture (
    key     INTEGER PRIMARY KEY,                -- rises in the order of capture
    address TEXT NOT NULL,                      -- article.address
    article INTEGER NOT NULL REFERENCES article, -- the text that it showed
    seen    TEXT NOT NULL                       -- when it came into the ledger, RFC 3339, UTC
) STRICT;
CREATE INDEX capture_address ON capture (address);
INSERT INTO capture (address, article, seen) SELECT address, key, added FROM article ORDER BY added, key;

-- To find what came since a moment.
CREATE INDEX article_added ON article (added);

-- The views again, with the last day on which something may have been said.
DROP VIEW ever_on_the_record;

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
       statement.key AS statement_key, article.key AS article_key,
       coalesce(statement.said_to, substr(article.published, 1, 10)) AS date_to -- the last day on which it may have been said
FROM statement
JOIN article ON article.key = statement.article
LEFT JOIN claim ON claim.key = statement.claim;
