-- The day on which somebody is on record, so that the latest words of who speaks most are found without sorting all of them.

ALTER TABLE speaker ADD COLUMN day TEXT; -- the first day on which the statement may have been said, else its page's
UPDATE speaker SET day = (
    SELECT coalesce(said_from, substr(published, 1, 10)) FROM statement JOIN article ON article.key = article
    WHERE statement.key = speaker.statement);
DROP INDEX speaker_actor;
CREATE INDEX speaker_actor ON speaker (actor, day DESC, statement DESC);
