"""The local standing of events: the rows of evidence.toml, and a table of sentences over the constructions."""

import tomllib
from pathlib import Path

import pytest

from selon.analysis import Words
from selon.lang.evidence import evidence_rows
from selon.lang.loading import languages, load
from selon.lang.pack import Pack
from selon.lang.rows import Row
from selon.markup import parse_marked
from selon.model import Article
from selon.reader import Reader
from selon.syntax.factuality import Standing, standing

TABLE = tomllib.loads((Path(__file__).parent / "standing.toml").read_text(encoding="utf-8"))
SENTENCES = [
    pytest.param(text, id=f"{part}-{name}-{i}")
    for part, groups in TABLE.items()
    for name, texts in groups.items()
    for i, text in enumerate(texts)
]


def _rows() -> list[Row]:
    return [row for language in sorted(languages()) for row in evidence_rows(load(language).evidence)]


EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in _rows() for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in _rows() for i, text in enumerate(row.never)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("fr")


def _words(reader: Reader, text: str) -> Words:
    return next(iter(reader.tag([reader.lay(Article(text=text))])))


def _standings(reader: Reader, pack: Pack, marked: str) -> list[tuple[str, Standing]]:
    """The standing that each mark names with the one that is found at its last word."""
    text, spans = parse_marked(marked)
    words = _words(reader, text)
    return [(label, standing(words, words.at(span.end - 1), pack)) for label, span in spans]


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_stands_as_marked(reader: Reader, pack: Pack, row: Row, marked: str) -> None:
    found = _standings(reader, pack, marked)
    assert found and [label for label, _ in found] == [s.status for _, s in found]


@pytest.mark.parametrize(("row", "marked"), TRAPS)
def test_trap_is_left_to_others(reader: Reader, pack: Pack, row: Row, marked: str) -> None:
    found = _standings(reader, pack, marked)
    assert found and [label for label, _ in found] == [s.status for _, s in found]
    assert row.id not in {s.row for _, s in found}


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentence_stands_as_marked(reader: Reader, pack: Pack, marked: str) -> None:
    found = _standings(reader, pack, marked)
    assert found and [label for label, _ in found] == [s.status for _, s in found]


def test_the_table_is_large_enough_to_fail_both_ways() -> None:
    assert len(TABLE["constructions"]) == 12
    assert sum(len(texts) for texts in TABLE["constructions"].values()) >= 120
    assert sum(len(texts) for texts in TABLE["counter"].values()) >= 40


def test_every_row_is_referenced_and_has_examples_and_a_trap() -> None:
    for row in _rows():
        assert row.source and len(row.examples) >= 3 and row.never, row.id


def test_the_words_that_show_a_standing_stand_in_its_sentence(reader: Reader, pack: Pack) -> None:
    text = "Le port est calme. Le chef n'a pas signé le traité. La foule est partie."
    words = _words(reader, text)
    signed = next(i for i in range(len(words)) if words.form[i] == "signé")
    found = standing(words, signed, pack)
    assert found.evidence is not None and found.evidence.of(text) == "n'a pas signé"
    assert found.row == "fr/evidence#negation"


def test_every_token_of_odd_text_has_a_standing(reader: Reader, pack: Pack) -> None:
    for text in ("«", "si si si", "Ne pas !", "que que que ?", "Pour ne pas en cas de"):
        words = _words(reader, text)
        assert [standing(words, i, pack).status for i in range(len(words))].count("denied") == 0
