"""An article on its way in: what the reader is given of it, and what only a corpus needs."""

from selon.model import Article, Value


class Incoming(Value, frozen=True):
    """An article with where it was found: `path`, `path:line`, `path#record` or a URL.

    `links` are the absolute addresses that its body links to, in order, once each; `modified` is ISO 8601 like the article's date
    of publication; `notes` are sentences on what its owner should know, such as that a paywall cuts it.
    """

    article: Article
    where: str
    links: tuple[str, ...] = ()
    byline: str | None = None
    modified: str | None = None
    notes: tuple[str, ...] = ()
