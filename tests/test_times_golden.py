"""Whole articles of our own with every time expression marked by its value: these come out, and nothing else."""

from pathlib import Path

import pytest

from selon.markup import parse_marked
from selon.model import Article
from selon.reader import Reader

FOLDER = Path(__file__).parent / "golden_times"
FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_expression_is_read_and_nothing_else(reader: Reader, path: Path) -> None:
    first, _, marked = path.read_text(encoding="utf-8").partition("\n")
    published = first.removeprefix("published: ")
    text, spans = parse_marked(marked)
    record = reader.read(Article(text=text, published=None if published == "none" else published)).record
    found = [(time.value.replace(":", "."), time.span.of(text)) for time in record.times]
    assert found == [(value, span.of(text)) for value, span in spans]


def test_there_are_articles() -> None:
    assert FILES
