-- The views again, with whether a day is that of what was said or only that of its page, with all speakers, and with what a pointer means.
DROP VIEW ever_on_the_record;
DROP VIEW positions_over_time;
DROP VIEW quantities_over_time;

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

-- An actor's stance on a claim at a time: one row for each speaker of each statement of a claim.
CREATE VIEW positions_over_time AS
SELECT r.claim, r.date, actor.name AS actor, actor.id AS actor_id, r.stance, r.act, r.words, r.independent,
       r.outlet, r.url, r.address, r.statement, r.article, r.statement_key, actor.key AS actor_key,
       r.date_to, r.dated, actor.kind
FROM on_the_record r
JOIN speaker ON speaker.statement = r.statement_key
JOIN actor ON actor.key = speaker.actor
WHERE r.claim IS NOT NULL
ORDER BY r.claim, r.date, r.statement_key, speaker.position;

-- How a number of one claim moves.
CREATE VIEW quantities_over_time AS
SELECT r.claim, r.date, r.speaker, quantity.qualifier, quantity.value, quantity.value_to, quantity.unit,
       substr(article.text, quantity.start + 1, quantity."end" - quantity.start) AS printed,
       r.words, r.independent, r.outlet, r.url, r.address, r.statement, r.article,
       r.date_to, r.dated, r.speakers
FROM on_the_record r
JOIN quantity ON quantity.statement = r.statement_key
JOIN article ON article.key = r.article_key
ORDER BY r.claim, r.date, r.statement_key;
