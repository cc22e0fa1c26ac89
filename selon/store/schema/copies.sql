-- Derived: by what copies are found, and what articles have of each other.
CREATE TABLE copy_prints (
    number INTEGER PRIMARY KEY,          -- the article's
    article TEXT NOT NULL UNIQUE,
    outlet TEXT,                         -- squeezed to letters
    day TEXT NOT NULL,
    place INTEGER NOT NULL,              -- time of publication and a digest of the id: where it stands in the lists of its keys
    print BLOB NOT NULL                  -- fingerprint
);

CREATE TABLE copy_keys (
    key INTEGER NOT NULL,                -- digest of a text, of a shingle or of a band
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, place, number)
) WITHOUT ROWID;

CREATE TABLE copy_boilerplate (key INTEGER PRIMARY KEY);

CREATE TABLE copy_unsettled (number INTEGER PRIMARY KEY, is_new INTEGER NOT NULL);  -- 0: only what is kin already

CREATE TABLE copy_kin (                  -- with rowids: rows are large
    a TEXT NOT NULL,                     -- ids in their order
    b TEXT NOT NULL,
    kind TEXT NOT NULL,                  -- exact near partial quotation
    share_a REAL NOT NULL,               -- how much of a lies in the passages, 0 to 1
    share_b REAL NOT NULL,
    origin TEXT,                         -- the one that was copied; NULL where nothing tells
    basis TEXT NOT NULL,                 -- what tells it, or why nothing does
    source TEXT,                         -- the name that is credited
    kinship TEXT NOT NULL,               -- JSON: all of it, with the passages as spans
    PRIMARY KEY (a, b)
);
CREATE INDEX copy_kin_b ON copy_kin (b);

CREATE VIEW who_copied_whom AS
SELECT k.kind, o.outlet AS origin_outlet, o.title AS origin_title, c.outlet AS copy_outlet, c.title AS copy_title,
       o.published AS origin_published, c.published AS copy_published, k.basis, k.source AS credited,
       CASE WHEN c.id = k.a THEN k.share_a ELSE k.share_b END AS share_of_copy, o.id AS origin, c.id AS copy
FROM copy_kin k
JOIN articles o ON o.id = coalesce(k.origin, k.a)
JOIN articles c ON c.id = CASE WHEN coalesce(k.origin, k.a) = k.a THEN k.b ELSE k.a END;
