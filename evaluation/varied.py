"""Puts words into the examples of the tables that change neither who speaks nor what is said: python -m evaluation.varied."""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from selon.lang.loading import load
from selon.lang.rows import CueRow, VerbRow
from selon.markup import parse_marked
from selon.model import Article, Statement
from selon.reader import Reader

VARIATIONS = Path(__file__).with_name("varied.toml")
LANGUAGE = "fr"


class Variation(NamedTuple):
    """A way to change a marked sentence: what is looked for, and what is put in its place, once."""

    id: str
    pattern: re.Pattern[str]
    put: str


class Varied(NamedTuple):
    """A changed example, and whether its source and content are still found."""

    variation: str
    row: str
    text: str
    found: bool


def variations(path: Path = VARIATIONS) -> list[Variation]:
    """The rows of a table of variations."""
    rows = tomllib.loads(path.read_text("utf-8"))["variation"]
    return [Variation(row["id"], re.compile(row["pattern"]), row["put"]) for row in rows]


def varied(reader: Reader, ways: Sequence[Variation]) -> Iterator[Varied]:
    """Every example of the verb and cue tables, changed in every way that fits it, read."""
    for row in load(LANGUAGE).rows:
        if isinstance(row, VerbRow | CueRow):
            for way in ways:
                for marked in row.examples:
                    changed = way.pattern.sub(way.put, marked, count=1)
                    if changed != marked:
                        yield _read(reader, row.id, way.id, changed)


def _read(reader: Reader, row: str, way: str, marked: str) -> Varied:
    text, spans = parse_marked(marked)
    wanted = [(label, span.of(text)) for label, span in spans if label in ("source", "content")]
    found = any(set(wanted) <= set(_parts(s, text)) for s in reader.read(Article(text=text)).record.statements)
    return Varied(way, row, text, found)


def _parts(statement: Statement, text: str) -> list[tuple[str, str]]:
    source = [("source", statement.source.span.of(text))] if statement.source.span else []
    return [*source, *(("content", span.of(text)) for span in statement.content)]


def main(arguments: Sequence[str]) -> int:
    """Prints how many changed examples are found in each way; with `--missed`, those that are not."""
    done = list(varied(Reader(LANGUAGE), variations()))
    table = Table("variation", "examples", "found", "percent")
    for way in dict.fromkeys(one.variation for one in done):
        found = [one.found for one in done if one.variation == way]
        table.add_row(way, str(len(found)), str(sum(found)), f"{100 * sum(found) / len(found):.0f}")
    Console().print(table)
    if "--missed" in arguments:
        for one in done:
            if not one.found:
                print(f"{one.variation}\t{one.row}\t{one.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
