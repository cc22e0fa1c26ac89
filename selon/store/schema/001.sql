-- Truth: what was taken in and what was read in it. Nothing here can be made again from anything else.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,          -- in order of arrival
    id TEXT NOT NULL UNIQUE,             -- digest of address, title and text
    address TEXT NOT NULL,               -- what stays when the article is changed: its URL, else outlet and key, else the text's digest
    version INTEGER NOT NULL,            -- 1 for the first text at that address
    key TEXT,
    url TEXT,
    title TEXT,
    outlet TEXT,
    published TEXT,                      -- ISO 8601, may be partial, as given
    language TEXT NOT NULL,
    origin TEXT NOT NULL,                -- the file and line, or the URL, that it came from
    added TEXT NOT NULL,                 -- ISO 8601, UTC
    text TEXT NOT NULL,                  -- what all spans point into, in code points
    UNIQUE (address, version)
);

CREATE TABLE records (
    article TEXT PRIMARY KEY REFERENCES articles (id),
    reader TEXT NOT NULL,                -- version of the code and digest of the language pack
    read TEXT NOT NULL,                  -- ISO 8601, UTC
    record TEXT NOT NULL                 -- JSON; spans without their words
);
