-- Derived: what stories are made from, and the stories.
CREATE TABLE story_features (            -- with rowids: rows are large, and a window's stand beside each other
    article TEXT NOT NULL PRIMARY KEY,
    features BLOB NOT NULL               -- MessagePack
);

CREATE TABLE story_keys (                -- the stems that weigh most in an article; undated articles have none
    stem TEXT NOT NULL,
    day INTEGER NOT NULL,                -- days since the year 1
    article TEXT NOT NULL,
    PRIMARY KEY (stem, day, article)
) WITHOUT ROWID;

CREATE TABLE story_links (               -- both ways
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    likeness REAL NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE story_articles (
    article TEXT PRIMARY KEY,
    story TEXT NOT NULL,
    place INTEGER NOT NULL,              -- in the story, from 0
    piece TEXT NOT NULL,                 -- the articles that were cut into stories at once, by the first of their ids
    level REAL NOT NULL                  -- the links that hold the piece together are as like as that
) WITHOUT ROWID;
CREATE INDEX story_articles_story ON story_articles (story, place);
CREATE INDEX story_articles_piece ON story_articles (piece);

CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    title TEXT,
    first TEXT,
    last TEXT,
    articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX stories_last ON stories (last);

CREATE TABLE story_pending (article TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE VIEW articles_by_story AS
SELECT s.id AS story, s.title AS story_title, a.published, a.outlet, a.title, a.id AS article
FROM stories s JOIN story_articles m ON m.story = s.id JOIN articles a ON a.id = m.article
ORDER BY s.last DESC, s.id, m.place;
