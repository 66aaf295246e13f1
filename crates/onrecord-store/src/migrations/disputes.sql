-- What disputes are found by, kept as claims change, so that a filter looks into an index and not through all that was said.

-- That a disputed claim has a value: somebody who spoke to it, a country, an act, a paper, a pack, or somebody who is not heard.
CREATE TABLE dispute_has (
    facet TEXT NOT NULL,                     -- actor | country | act | outlet | pack | unheard
    value TEXT NOT NULL,                     -- the actor's id, the country's code, the act, the masthead, the pack's name; empty for unheard
    claim INTEGER NOT NULL REFERENCES claim,
    PRIMARY KEY (facet, value, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_has_claim ON dispute_has (claim);

-- How many disputes have a value; kept by the triggers below.
CREATE TABLE dispute_facet (
    facet    TEXT NOT NULL,
    value    TEXT NOT NULL,
    disputes INTEGER NOT NULL,
    PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_facet_most ON dispute_facet (facet, disputes DESC);
CREATE TRIGGER dispute_counted AFTER INSERT ON dispute_has BEGIN
    INSERT INTO dispute_facet VALUES (new.facet, new.value, 1) ON CONFLICT DO UPDATE SET disputes = disputes + 1;
END;
CREATE TRIGGER dispute_uncounted AFTER DELETE ON dispute_has BEGIN
    UPDATE dispute_facet SET disputes = disputes - 1 WHERE facet = old.facet AND value = old.value;
END;

-- Who is named in the accusations of a claim, on newest pages, without being on record on it: a row for each time.
CREATE VIEW unheard AS
SELECT s.claim AS claim_key, m.actor AS actor_key
FROM statement s JOIN article a ON a.key = s.article AND a.newest
JOIN statement_span part ON part.statement = s.key AND part.part = 'content'
JOIN mention m ON m.article = s.article AND m.start >= part.start AND m."end" <= part."end"
WHERE s.act = 'accuse' AND NOT EXISTS (
    SELECT 1 FROM speaker p JOIN statement t ON t.key = p.statement JOIN article b ON b.key = t.article AND b.newest
    WHERE p.on_claim = s.claim AND p.actor = m.actor);

-- What `dispute_has` holds of a claim once it is up to date; values come as often as they were printed.
CREATE VIEW dispute_value AS
SELECT facet.name AS facet,
    CASE facet.name WHEN 'actor' THEN actor.id WHEN 'country' THEN actor.country WHEN 'act' THEN s.act ELSE a.outlet END AS value,
    claim.key AS claim
FROM claim JOIN speaker p ON p.on_claim = claim.key JOIN statement s ON s.key = p.statement JOIN article a ON a.key = s.article
JOIN actor ON actor.key = p.actor
CROSS JOIN (SELECT 'actor' AS name UNION ALL SELECT 'country' UNION ALL SELECT 'act' UNION ALL SELECT 'outlet') facet
WHERE claim.disputed AND a.newest
UNION ALL
SELECT 'pack', finding.pack, claim.key FROM claim JOIN finding ON finding.claim = claim.key WHERE claim.disputed
UNION ALL
SELECT 'unheard', '', claim.key FROM claim WHERE claim.disputed AND EXISTS (SELECT 1 FROM unheard WHERE claim_key = claim.key);

INSERT OR IGNORE INTO dispute_has SELECT facet, value, claim FROM dispute_value WHERE value IS NOT NULL;

-- A page may tell the country of somebody who was on record before.
CREATE TRIGGER country_told AFTER UPDATE OF country ON actor WHEN new.country IS NOT NULL AND old.country IS NOT new.country BEGIN
    INSERT OR IGNORE INTO dispute_has SELECT facet, value, claim FROM dispute_value
    WHERE facet = 'country' AND value = new.country AND claim IN (SELECT on_claim FROM speaker WHERE actor = new.key);
END;
