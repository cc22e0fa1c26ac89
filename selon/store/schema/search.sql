-- Derived: every statement as a row, and the stems of all words.
CREATE TABLE statements (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: the index of words cannot forget a row
    article TEXT NOT NULL,
    published TEXT,                      -- of the article
    statement TEXT NOT NULL,             -- its id within the record
    source TEXT,
    voice TEXT NOT NULL,
    addressee TEXT,
    act TEXT NOT NULL,
    mode TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    channel TEXT,
    chain TEXT NOT NULL,                 -- names, outermost first
    content TEXT NOT NULL,               -- the words themselves; parts that stand apart are joined by « … »
    start INTEGER NOT NULL,              -- where the content begins, in code points of the article's text
    "end" INTEGER NOT NULL,
    by_hand INTEGER                      -- the ruling that gave it another speaker than was read
);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX statements_published ON statements (published);
CREATE INDEX statements_act ON statements (act, published);
CREATE INDEX statements_certainty ON statements (certainty, published);
CREATE INDEX statements_channel ON statements (channel, published) WHERE channel IS NOT NULL;
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_key ON articles (key) WHERE key IS NOT NULL;
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;

CREATE VIRTUAL TABLE article_words USING fts5 (title, text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE statement_words USING fts5 (content, source, addressee, content = '', tokenize = "unicode61 remove_diacritics 0");

CREATE VIEW latest_articles AS
SELECT a.* FROM articles a
WHERE a.version = (SELECT max(b.version) FROM articles b WHERE b.address = a.address);

CREATE VIEW who_says_what AS
SELECT a.published, a.outlet, a.title, s.source, s.act, s.addressee, s.content, s.certainty, s.chain, s.by_hand, a.id AS article
FROM statements s JOIN latest_articles a ON a.id = s.article;
