-- What an article adds to a dispute is found by the article, so that a claim of many statements costs a newcomer no more than a small one.

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
