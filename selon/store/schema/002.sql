-- What people decided and what could not be read; it is not made again by a rebuild either.
CREATE TABLE failures (
    place TEXT PRIMARY KEY,              -- file and line, or URL
    origin TEXT NOT NULL,                -- what was asked for: adding it again tries again
    key TEXT,
    reason TEXT NOT NULL,
    first TEXT NOT NULL,                 -- ISO 8601, UTC
    last TEXT NOT NULL,
    tries INTEGER NOT NULL
);

CREATE TABLE rulings (
    number INTEGER PRIMARY KEY,          -- in the order in which they were made
    kind TEXT NOT NULL,                  -- what is ruled: same_actor, different_actors, …
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    made TEXT NOT NULL,                  -- ISO 8601, UTC
    undone TEXT                          -- when it was taken back; the row stays
);

CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    state TEXT NOT NULL                  -- JSON: when it was asked last, validators, how often it failed
);

CREATE TABLE derivation (                -- what the derived tables were made by; another one makes them anew
    name TEXT PRIMARY KEY,
    made_by TEXT NOT NULL
);
