-- What keeps questions quick on a large ledger: counts that are kept as rows come and go, and indexes.

-- How many statements of newest versions an actor speaks in; kept by the triggers below.
ALTER TABLE actor ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;
UPDATE actor SET statements = (
    SELECT count(*) FROM speaker JOIN statement ON statement.key = speaker.statement JOIN article ON article.key = statement.article
    WHERE speaker.actor = actor.key AND article.newest);
CREATE INDEX actor_statements ON actor (statements DESC) WHERE statements > 0;
CREATE TRIGGER speaker_counted AFTER INSERT ON speaker BEGIN
    UPDATE actor SET statements = statements + 1 WHERE key = new.actor
        AND (SELECT newest FROM statement JOIN article ON article.key = statement.article WHERE statement.key = new.statement);
END;
CREATE TRIGGER speaker_uncounted AFTER DELETE ON speaker BEGIN
    UPDATE actor SET statements = statements - 1 WHERE key = old.actor
        AND (SELECT newest FROM statement JOIN article ON article.key = statement.article WHERE statement.key = old.statement);
END;
CREATE TRIGGER speaker_recounted AFTER UPDATE OF actor ON speaker BEGIN
    UPDATE actor SET statements = statements + (key = new.actor) - (key = old.actor) WHERE key IN (new.actor, old.actor)
        AND (SELECT newest FROM statement JOIN article ON article.key = statement.article WHERE statement.key = new.statement);
END;
CREATE TRIGGER version_recounted AFTER UPDATE OF newest ON article WHEN new.newest <> old.newest BEGIN
    UPDATE actor SET statements = statements + (new.newest - old.newest) * (
            SELECT count(*) FROM statement JOIN speaker ON speaker.statement = statement.key
            WHERE statement.article = new.key AND speaker.actor = actor.key)
        WHERE key IN (SELECT speaker.actor FROM statement JOIN speaker ON speaker.statement = statement.key WHERE statement.article = new.key);
END;

-- The last day on which a claim was spoken to, in any version of any page; kept by the trigger below.
ALTER TABLE claim ADD COLUMN last_day TEXT;
UPDATE claim SET last_day = (
    SELECT max(coalesce(said_from, substr(published, 1, 10))) FROM statement JOIN article ON article.key = article WHERE claim = claim.key);
CREATE TRIGGER claim_spoken_to AFTER UPDATE OF claim ON statement WHEN new.claim IS NOT NULL BEGIN
    UPDATE claim SET last_day = max(coalesce(last_day, ''), coalesce(new.said_from,
        (SELECT substr(published, 1, 10) FROM article WHERE key = new.article), '')) WHERE key = new.claim;
END;
CREATE INDEX claim_disputed ON claim (disputed, last_day DESC);

CREATE INDEX article_outlet ON article (newest, outlet, copy_of);
CREATE INDEX article_published ON article (published);
CREATE INDEX statement_said ON statement (said_from);
