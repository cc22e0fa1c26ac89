"""Articles of our own, annotated by hand from the grammar: what must come out of each, field by field, and nothing else.

NAME.toml stands beside NAME.txt. A statement's `speaker` lists the names that are right, or is `author` or `unnamed`; its
`act` is left out where more than one is right; `within` counts statements from 1. `known_gap = true` says that the reader
does not find the statement yet, a list of fields that it finds it with other values in these: as soon as it gets them right,
the test fails and the mark has to go. An `excess` is a statement that the reader makes and should not, by its cue and content.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from selon.model import Article, Reading, Statement
from selon.reader import Reader
from selon.span import Span, covered

FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
DEFAULTS: dict[str, Any] = {
    "source": None, "cue": None, "certainty": "stated", "polarity": "+", "conditional_report": False, "addressee": None,
    "within": None,
}  # fmt: skip
KEYS = {*DEFAULTS, "speaker", "content", "mode", "act"}
Marked = dict[str, Any]


@cache
def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def marked(name: str) -> Marked:
    found: Marked = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return found


def _each(kind: str) -> Iterator[Any]:
    for name in NAMES:
        for number, value in enumerate(marked(name).get(kind, []), start=1):
            yield pytest.param(name, number, id=f"{name}-{number}-{value.get('cue') or value.get('name') or 'no cue'}")


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    return dict(zip(NAMES, reader.read_many(Article(text_of(name)) for name in NAMES), strict=True))


def spans_in(text: str, words: list[str]) -> tuple[Span, ...]:
    assert [text.count(word) for word in words] == [1] * len(words), f"{words} must stand in the article once each"
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words)


def _likeness(wanted: Marked, found: Statement, text: str) -> float:
    """How much of both contents is shared, 0 to 1, and 1 more where the cues are the same words."""
    spans = spans_in(text, wanted["content"])
    shared = sum(covered(span, found.content) for span in spans)
    either = sum(map(len, spans)) + sum(map(len, found.content)) - shared
    is_same_cue = (found.cue.of(text) if found.cue else None) == wanted.get("cue")
    return shared / either + is_same_cue if shared else 0.0


def paired(wanted: list[Marked], found: tuple[Statement, ...], text: str) -> dict[int, Statement]:
    """The statement that was found for each number of a wanted one, the likest first; none is taken twice."""
    scored = [(_likeness(want, got, text), number, got) for number, want in enumerate(wanted, start=1) for got in found]
    pairs: dict[int, Statement] = {}
    for score, number, got in sorted(scored, key=lambda item: -item[0]):
        if score > 0 and number not in pairs and got not in pairs.values():
            pairs[number] = got
    return pairs


def seen(name: str, reading: Reading, number: int) -> Marked | None:
    """What the reader says of a wanted statement, in the terms of the annotation; None where it finds nothing there."""
    wanted = marked(name)["statement"]
    pairs = paired(wanted, reading.record.statements, reading.text)
    if number not in pairs:
        return None
    got, text = pairs[number], reading.text
    speaker = got.source.name if got.source.voice == "named" else got.source.voice
    right = wanted[number - 1]["speaker"]
    numbers = {statement.id: at for at, statement in pairs.items()}
    return {
        "source": got.source.span.of(text) if got.source.span else None,
        "speaker": right if speaker in right else speaker,
        "cue": got.cue.of(text) if got.cue else None,
        "content": [span.of(text) for span in got.content],
        "mode": got.mode,
        "act": got.act,
        "certainty": got.certainty,
        "polarity": got.polarity,
        "conditional_report": got.conditional_report,
        "addressee": got.addressee.name if got.addressee else None,
        "within": numbers.get(got.within, got.within) if got.within else None,
    }


@pytest.mark.parametrize(("name", "number"), list(_each("statement")))
def test_statement(readings: dict[str, Reading], name: str, number: int) -> None:
    wanted = {**DEFAULTS, **marked(name)["statement"][number - 1]}
    gap = wanted.pop("known_gap", [])
    assert wanted.keys() <= KEYS
    got = seen(name, readings[name], number)
    if gap is True:
        assert got is None, "this is found now: take its known_gap away"
        return
    assert got is not None
    assert {key: got[key] for key in wanted if key not in gap} == {key: wanted[key] for key in wanted if key not in gap}
    assert [key for key in gap if got[key] == wanted[key]] == [], "these are right now: take them out of its known_gap"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_beyond(readings: dict[str, Reading], name: str) -> None:
    text, found = text_of(name), readings[name].record.statements
    matched = {statement.id for statement in paired(marked(name).get("statement", []), found, text).values()}
    beyond = [
        {"cue": got.cue.of(text) if got.cue else None, "content": [span.of(text) for span in got.content]}
        for got in found if got.id not in matched
    ]  # fmt: skip
    assert beyond == [{"cue": None, **excess} for excess in marked(name).get("excess", [])]


@pytest.mark.parametrize(("name", "number"), list(_each("entities")))
def test_entity(readings: dict[str, Reading], name: str, number: int) -> None:
    wanted = {"country": None, **marked(name)["entities"][number - 1]}
    is_gap = wanted.pop("known_gap", False)
    entities = [{"name": e.name, "kind": e.kind, "country": e.country} for e in readings[name].record.entities]
    if is_gap:
        assert wanted not in entities, "this is found now: take its known_gap away"
    else:
        assert [entity for entity in entities if entity["name"] == wanted["name"]] == [wanted]


@pytest.mark.parametrize("name", NAMES)
def test_provenance(readings: dict[str, Reading], name: str) -> None:
    wanted = [(line["kind"], line.get("outlet"), line["words"]) for line in marked(name)["provenance"]]
    found = readings[name].record.article.provenance
    assert [(line.kind, line.outlet) for line in found] == [(kind, outlet) for kind, outlet, _ in wanted]
    assert all(words in line.span.of(text_of(name)) for line, (_, _, words) in zip(found, wanted, strict=True))


def test_outlet(readings: dict[str, Reading]) -> None:
    wanted = {name: marked(name)["outlet"] for name in NAMES if "outlet" in marked(name)}
    found = {name: readings[name].record.article.outlet for name in wanted}
    gaps = {name for name in wanted if marked(name).get("outlet_known_gap", False)}
    assert wanted and gaps == {name for name in wanted if found[name] != wanted[name]}


def test_every_article_is_annotated() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES
    assert sum(len(marked(name).get("statement", [])) for name in NAMES) > 50
