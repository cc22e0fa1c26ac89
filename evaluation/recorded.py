"""`selon` with a reader that knows each record already: python -m evaluation.recorded READ.jsonl READERS ARGUMENT…

What is measured or killed is then the desk, not the reader. READ.jsonl is what `evaluation.kills.written` writes, or `-` for the
real reader, READERS in how many processes it is read.

It must not load the real reader unasked: that would be most of what a run takes.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path

import msgspec

from selon.cli import engine, main
from selon.commands import Engine
from selon.lang.loading import languages
from selon.model import Article, Reading, Record


class Line(msgspec.Struct):
    """A line of what `selon export --format jsonl` writes, as far as it is needed."""

    text: str
    record: Record


class Recorded:
    """A reader that knows the record of every text that it is asked for."""

    version = "recorded"

    def __init__(self, records: dict[str, Record]) -> None:
        self._records = records

    def read(self, article: Article) -> Reading:
        """The record that is known; raises KeyError."""
        return Reading(article.text, self._records[article.text])

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The records that are known, in order."""
        return map(self.read, articles)


@cache
def recorded(path: Path) -> Recorded:
    """The reader that knows what a file holds; each process that reads has one."""
    with path.open("rb") as lines:
        return Recorded({line.text: line.record for line in map(msgspec.json.Decoder(Line).decode, lines)})


if __name__ == "__main__":
    load = engine.reader if sys.argv[1] == "-" else partial(recorded, Path(sys.argv[1]))
    main(sys.argv[3:], Engine(load, languages, engine.sides, engine.web, lambda: int(sys.argv[2])))
