-- By which of its words a statement says that something is not so. Of what an earlier program read, a denial says it by all of them.
ALTER TABLE matter ADD COLUMN gainsaid TEXT NOT NULL DEFAULT '[]'; -- JSON array of words
UPDATE matter SET gainsaid = terms WHERE act = 'deny' AND stance = 'denies';

-- 1 where a statement's claim is disputed on other pages and its own page tells nothing of that: it is on the matter, and on no side.
ALTER TABLE statement ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
CREATE TEMP TABLE told AS
SELECT o.claim, o.article, t.article AS other
FROM link JOIN statement o ON o.key = link.statement JOIN statement t ON t.key = link.other AND t.claim = o.claim
WHERE link.relation = 'contradicts' AND o.stance <> t.stance AND 'neutral' NOT IN (o.stance, t.stance);
UPDATE statement SET aside = 1
WHERE act NOT IN ('deny', 'confirm') AND claim IN (SELECT key FROM claim WHERE disputed)
    AND claim NOT IN (SELECT d.claim FROM correction_in_force f JOIN statement d ON d.key = f.statement_key
        WHERE d.claim IS NOT NULL AND f.field IN ('act', 'stance', 'claim'))
    AND (claim, article) NOT IN (SELECT claim, article FROM told UNION SELECT claim, other FROM told);
DROP TABLE told;

-- Every statement, with all that a list of them shows; its stance is where it stands on its claim.
DROP VIEW ever_on_the_record;
CREATE VIEW ever_on_the_record AS
SELECT coalesce((SELECT group_concat(name, ' and ')
                 FROM (SELECT actor.name FROM speaker JOIN actor ON actor.key = speaker.actor
                       WHERE speaker.statement = statement.key ORDER BY speaker.position)),
                statement.source) AS speaker,         -- its words in the page where it is not resolved
       coalesce(statement.said_from, substr(article.published, 1, 10)) AS date,
       statement.act, CASE WHEN statement.aside THEN 'neutral' ELSE statement.stance END AS stance, statement.form,
       statement.source, statement.cue, statement.content AS words,
       article.outlet, article.url, article.address, article.title, article.published,
       article.copy_of IS NULL AS independent,        -- 0 where the article is a copy of another
       article.newest,                                -- 0 where the page has changed since
       claim.id AS claim, statement.id AS statement, article.id AS article,
       statement.key AS statement_key, article.key AS article_key,
       coalesce(statement.said_to, substr(article.published, 1, 10)) AS date_to, -- the last day on which it may have been said
       statement.said_from IS NOT NULL AS dated,      -- 0 where the date is only that of the page
       (SELECT json_group_array(json_object('id', id, 'name', name, 'kind', kind, 'country', country))
        FROM (SELECT actor.id, actor.name, actor.kind, actor.country FROM speaker JOIN actor ON actor.key = speaker.actor
              WHERE speaker.statement = statement.key ORDER BY speaker.position)) AS speakers, -- who, as JSON
       (SELECT json_object('statement', meant.id, 'words', meant.content, 'speaker',
            coalesce((SELECT group_concat(name, ' and ')
                      FROM (SELECT actor.name FROM speaker JOIN actor ON actor.key = speaker.actor
                            WHERE speaker.statement = meant.key ORDER BY speaker.position)), meant.source))
        FROM statement meant
        WHERE meant.id = statement.refers_to AND +meant.article = statement.article LIMIT 1) AS meant -- what its words only point at, as JSON
FROM statement
JOIN article ON article.key = statement.article
LEFT JOIN claim ON claim.key = statement.claim;
