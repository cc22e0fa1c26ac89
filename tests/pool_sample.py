"""A reader that other processes load by its name: it finds nothing, refuses one word and dies of another."""

import os
import signal
from collections.abc import Iterable, Iterator

from selon.model import SCHEMA, Article, ArticleInfo, Reading, Record


class Frail:
    """Reads anything but two words."""

    version = "frail"

    def read(self, article: Article) -> Reading:
        """An empty record."""
        if "REFUSED" in article.text:
            raise ValueError("refused")
        if "DEADLY" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Reading(article.text, Record(SCHEMA, "frail", ArticleInfo(str(os.getpid()), "fr", len(article.text))))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Empty records."""
        return (self.read(article) for article in articles)


class Counted(Frail):
    """Tells in the key of each record how many of its kind were made in its process before it was."""

    made = 0

    def __init__(self) -> None:
        self._number = Counted.made
        Counted.made += 1

    def read(self, article: Article) -> Reading:
        """An empty record."""
        info = ArticleInfo(str(os.getpid()), "fr", len(article.text), key=str(self._number))
        return Reading(article.text, Record(SCHEMA, "counted", info))
