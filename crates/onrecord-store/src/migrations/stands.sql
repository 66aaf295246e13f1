-- Who stands on which claim, so that an actor's earlier words on a claim are found without looking through all that either has on record.

ALTER TABLE speaker ADD COLUMN on_claim INTEGER REFERENCES claim; -- the claim of the statement; kept by the trigger below
UPDATE speaker SET on_claim = (SELECT claim FROM statement WHERE key = speaker.statement);
CREATE INDEX speaker_claim ON speaker (on_claim, actor, statement) WHERE on_claim IS NOT NULL;
CREATE TRIGGER speaker_claimed AFTER UPDATE OF claim ON statement WHEN new.claim IS NOT old.claim BEGIN
    UPDATE speaker SET on_claim = new.claim WHERE statement = new.key;
END;
