-- A page may tell the country of somebody who was on record before, by more than one statement on one claim. The upsert that tells it would
-- override an OR IGNORE here, but not a clause of its own.
DROP TRIGGER country_told;
CREATE TRIGGER country_told AFTER UPDATE OF country ON actor WHEN new.country IS NOT NULL AND old.country IS NOT new.country BEGIN
    INSERT INTO dispute_has SELECT facet, value, claim FROM dispute_value
    WHERE facet = 'country' AND value = new.country AND claim IN (SELECT on_claim FROM speaker WHERE actor = new.key) ON CONFLICT DO NOTHING;
END;
