-- Derived: who is seen in which article, under keys that mean the same in every article, and which keys are one actor.
CREATE TABLE sightings (
    article TEXT NOT NULL,
    entity TEXT NOT NULL,                -- its id within the record
    key TEXT NOT NULL,                   -- person/SURNAME/GIVEN, country/XX, government/XX/NAME, body/NAME, wikidata/QID, surname/NAME, office/OFFICE/XX
    bare TEXT,                           -- surname or office, where that is all that the key holds
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,                        -- ISO 3166-1 alpha-2
    state TEXT,                          -- the state that it is or speaks for
    day TEXT,                            -- of publication, ISO 8601
    names TEXT NOT NULL,                 -- JSON: the names that it bears there, each with its count
    titles TEXT NOT NULL,                -- JSON: the offices that it is given there, with their words
    acronyms TEXT NOT NULL,              -- JSON: keys of short names that the article ties to it
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX sightings_key ON sightings (key, day, article);
CREATE INDEX sightings_country ON sightings (key, country) WHERE country IS NOT NULL;

CREATE TABLE actor_offices (             -- one row for each article that gives an actor an office of a state
    country TEXT NOT NULL,
    office TEXT NOT NULL,
    key TEXT NOT NULL,
    day TEXT,
    article TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (country, office, key, article, entity)
) WITHOUT ROWID;
CREATE INDEX actor_offices_key ON actor_offices (key, office, country, day);
CREATE INDEX actor_offices_article ON actor_offices (article);

CREATE TABLE actor_keys (
    key TEXT PRIMARY KEY,
    actor TEXT NOT NULL,                 -- the least key of those that are one actor
    articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX actor_keys_actor ON actor_keys (actor);

CREATE TABLE actor_blocks (              -- keys that share a block can be spellings of one name
    block TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (block, key)
) WITHOUT ROWID;

CREATE TABLE actor_names (
    plain TEXT NOT NULL,                 -- without case, accents and marks
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL,           -- in which it is the name that the record gives the entity
    PRIMARY KEY (plain, name, key)
) WITHOUT ROWID;
CREATE INDEX actor_names_key ON actor_names (key);

CREATE TABLE actor_acronyms (
    short TEXT NOT NULL,                 -- key of the short name
    long TEXT NOT NULL,                  -- key of the long one that bears it in brackets
    articles INTEGER NOT NULL,
    PRIMARY KEY (short, long)
) WITHOUT ROWID;
CREATE INDEX actor_acronyms_long ON actor_acronyms (long);

CREATE VIEW actors AS
SELECT k.actor, n.name, sum(n.mentions) AS mentions, sum(n.articles) AS articles
FROM actor_keys k JOIN actor_names n ON n.key = k.key GROUP BY k.actor, n.name;
