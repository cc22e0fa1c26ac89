"""Reads many articles in order; what cannot be read becomes a row of its own and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from selon.model import Article, Reading

CHUNK = 16
Refusal = TypeVar("Refusal")


class Reads(Protocol):
    """Whatever reads articles."""

    @property
    def version(self) -> str:
        """The version of its code and of its language pack."""

    def read(self, article: Article) -> Reading:
        """The reading of one article."""

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings of many articles, in order."""


def readings(
    load: Callable[[], Reads],
    inputs: Iterable[Article | Refusal],
    refuse: Callable[[Article, Exception], Refusal],
) -> Iterator[Reading | Refusal]:
    """A reading or a refusal for each input, in order, at most CHUNK inputs ahead of what was taken.

    `load` is called when the first article is there; `refuse` says what stands in the place of an article that
    could not be read. An input that is no article passes through as it is.
    """
    source = iter(inputs)
    while chunk := list(islice(source, CHUNK)):
        articles = [item for item in chunk if isinstance(item, Article)]
        done = iter(_read(load(), articles, refuse) if articles else [])
        for item in chunk:
            yield next(done) if isinstance(item, Article) else item


def _read(reader: Reads, articles: list[Article], refuse: Callable[[Article, Exception], Refusal]) -> list[Reading | Refusal]:
    try:
        return list(reader.read_many(articles))
    except Exception:
        # One article spoilt the chunk: each is read alone, so that only that one is lost.
        return [_read_one(reader, article, refuse) for article in articles]


def _read_one(reader: Reads, article: Article, refuse: Callable[[Article, Exception], Refusal]) -> Reading | Refusal:
    try:
        return reader.read(article)
    except Exception as error:
        return refuse(article, error)
