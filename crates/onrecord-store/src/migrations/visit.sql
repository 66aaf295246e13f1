-- The last look at each address, so that a page that has not changed is not sent, or read, again.
CREATE TABLE visit (
    address       TEXT PRIMARY KEY, -- as it was asked for: a page's, a feed's, or that of a feed's item
    at            TEXT NOT NULL,    -- when, RFC 3339, UTC
    etag          TEXT,             -- what the server called this version (ETag)
    last_modified TEXT              -- when the server said that it was made (Last-Modified)
) STRICT, WITHOUT ROWID;
