-- Each article is asked for the corrections that stand for it.
CREATE INDEX rulings_standing ON rulings (kind, a) WHERE undone IS NULL;
