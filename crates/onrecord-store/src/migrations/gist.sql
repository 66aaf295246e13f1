-- What each article is about, by all that is said in it: what shares few words joins a claim of articles that are like its own.
CREATE TABLE gist (
    article INTEGER PRIMARY KEY REFERENCES article,
    terms   TEXT NOT NULL                         -- JSON array of [term, weight in thousandths], the weightiest first
) STRICT;
