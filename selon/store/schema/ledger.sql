-- Derived: contacts and claims on the ledger as single articles tell them, and whose they are.
CREATE TABLE contacts (
    article TEXT NOT NULL,
    contact TEXT NOT NULL,               -- its id within the record
    channel TEXT NOT NULL,
    status TEXT NOT NULL,
    date TEXT,                           -- of the contact, ISO 8601, may be partial
    words TEXT NOT NULL,                 -- that tell of it
    parties TEXT NOT NULL,               -- their names
    outlet TEXT,
    day TEXT,                            -- of publication, ISO 8601
    told TEXT NOT NULL,                  -- JSON: all that the article tells of it
    PRIMARY KEY (article, contact)
) WITHOUT ROWID;

CREATE INDEX contacts_at ON contacts (coalesce(date, day, ''));

CREATE TABLE ledger_claims (             -- « the last conversation was on », « for the first time since », « none since »
    article TEXT NOT NULL,
    claim TEXT NOT NULL,                 -- its number within the article
    kind TEXT NOT NULL,
    since TEXT NOT NULL,
    words TEXT NOT NULL,
    outlet TEXT,
    day TEXT,                            -- of publication, ISO 8601
    told TEXT NOT NULL,                  -- JSON
    PRIMARY KEY (article, claim)
) WITHOUT ROWID;

CREATE TABLE ledger_pairs (              -- both sides of a contact or claim: keys of actors and state/XX, the lesser first
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    article TEXT NOT NULL,
    item TEXT NOT NULL,                  -- a contact's id or a claim's number
    PRIMARY KEY (a, b, article, item)
) WITHOUT ROWID;
CREATE INDEX ledger_pairs_article ON ledger_pairs (article);

CREATE TABLE ledger_sides (              -- one side alone
    side TEXT NOT NULL,
    at TEXT NOT NULL,                    -- the contact's date, else the day of publication
    article TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (side, at, article, item)
) WITHOUT ROWID;
CREATE INDEX ledger_sides_article ON ledger_sides (article);

CREATE VIEW who_met_whom AS
SELECT c.date, c.channel, c.status, c.parties, c.words, c.outlet, c.day AS published, a.title, c.article
FROM contacts c JOIN articles a ON a.id = c.article
ORDER BY coalesce(c.date, c.day, ''), c.article, c.contact;
