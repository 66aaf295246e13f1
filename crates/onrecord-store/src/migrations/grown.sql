-- What keeps a large ledger quick as it grows: what an article adds to a dispute is found by the article, so that a claim of many statements
-- costs a newcomer no more than a small one; and what an actor has on record is counted as it comes.

DROP VIEW dispute_value;
DROP VIEW unheard;

-- Who is named in the accusations of a claim, on newest pages, without being on record on it: a row for each time, with the accusation's article.
CREATE VIEW unheard AS
SELECT s.claim AS claim_key, m.actor AS actor_key, s.article AS article_key
FROM statement s JOIN article a ON a.key = s.article AND a.newest
JOIN statement_span part ON part.statement = s.key AND part.part = 'content'
JOIN mention m ON m.article = s.article AND m.start >= part.start AND m."end" <= part."end"
WHERE s.act = 'accuse' AND NOT EXISTS (
    SELECT 1 FROM speaker p JOIN statement t ON t.key = p.statement JOIN article b ON b.key = t.article AND b.newest
    WHERE p.on_claim = s.claim AND p.actor = m.actor);

-- What `dispute_has` holds of a claim once it is up to date; values come as often as they were printed, those of statements with their article.
CREATE VIEW dispute_value AS
SELECT facet.name AS facet,
    CASE facet.name WHEN 'actor' THEN actor.id WHEN 'country' THEN actor.country WHEN 'act' THEN s.act ELSE a.outlet END AS value,
    claim.key AS claim, s.article AS article_key
FROM claim JOIN speaker p ON p.on_claim = claim.key JOIN statement s ON s.key = p.statement JOIN article a ON a.key = s.article
JOIN actor ON actor.key = p.actor
CROSS JOIN (SELECT 'actor' AS name UNION ALL SELECT 'country' UNION ALL SELECT 'act' UNION ALL SELECT 'outlet') facet
WHERE claim.disputed AND a.newest
UNION ALL
SELECT 'pack', finding.pack, claim.key, NULL FROM claim JOIN finding ON finding.claim = claim.key WHERE claim.disputed
UNION ALL
SELECT 'unheard', '', claim.key, NULL FROM claim WHERE claim.disputed AND EXISTS (SELECT 1 FROM unheard WHERE claim_key = claim.key);

-- An actor's titles are counted from an index alone.
CREATE INDEX role_title ON role (actor, title, of);

-- How many statements of newest versions an actor speaks in, by their act; kept by the triggers below.
CREATE TABLE actor_act (
    actor      INTEGER NOT NULL REFERENCES actor,
    act        TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (actor, act)
) STRICT, WITHOUT ROWID;
INSERT INTO actor_act
    SELECT speaker.actor, act, count(*) FROM speaker JOIN statement ON statement.key = speaker.statement
    JOIN article ON article.key = statement.article WHERE newest GROUP BY 1, 2;
CREATE TRIGGER act_counted AFTER INSERT ON speaker BEGIN
    INSERT INTO actor_act SELECT new.actor, act, 1 FROM statement JOIN article ON article.key = statement.article
        WHERE statement.key = new.statement AND newest ON CONFLICT DO UPDATE SET statements = statements + excluded.statements;
END;
CREATE TRIGGER act_uncounted AFTER DELETE ON speaker BEGIN
    INSERT INTO actor_act SELECT old.actor, act, -1 FROM statement JOIN article ON article.key = statement.article
        WHERE statement.key = old.statement AND newest ON CONFLICT DO UPDATE SET statements = statements + excluded.statements;
END;
CREATE TRIGGER act_recounted AFTER UPDATE OF actor ON speaker WHEN new.actor <> old.actor BEGIN
    INSERT INTO actor_act SELECT actor, act, more FROM statement JOIN article ON article.key = statement.article
        CROSS JOIN (SELECT new.actor AS actor, 1 AS more UNION ALL SELECT old.actor, -1)
        WHERE statement.key = new.statement AND newest ON CONFLICT DO UPDATE SET statements = statements + excluded.statements;
END;
CREATE TRIGGER act_changed AFTER UPDATE OF act ON statement WHEN new.act <> old.act BEGIN
    INSERT INTO actor_act SELECT actor, act, more FROM speaker JOIN article ON article.key = new.article
        CROSS JOIN (SELECT new.act AS act, 1 AS more UNION ALL SELECT old.act, -1)
        WHERE speaker.statement = new.key AND newest ON CONFLICT DO UPDATE SET statements = statements + excluded.statements;
END;
CREATE TRIGGER acts_recounted AFTER UPDATE OF newest ON article WHEN new.newest <> old.newest BEGIN
    INSERT INTO actor_act SELECT actor, act, (new.newest - old.newest) * count(*) FROM statement
        JOIN speaker ON speaker.statement = statement.key WHERE statement.article = new.key GROUP BY 1, 2
        ON CONFLICT DO UPDATE SET statements = statements + excluded.statements;
END;
