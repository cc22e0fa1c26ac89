-- What a page or a row tells of its article beside the text.
ALTER TABLE articles ADD COLUMN byline TEXT;
ALTER TABLE articles ADD COLUMN modified TEXT;      -- ISO 8601, when the article was last changed, as given
ALTER TABLE articles ADD COLUMN links TEXT;         -- JSON array of the absolute addresses that its body links to
