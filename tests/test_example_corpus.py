"""The example corpus holds what its answers say, and the reader finds what they rest on."""

import json
import tomllib
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from selon.ingest import jsonl
from selon.model import Article, Contact, Reading, Statement
from selon.reader import Reader

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "corpus"
ANSWERS: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "answers.toml").read_text(encoding="utf-8"))
LINES = (FOLDER / "articles.jsonl").read_bytes().splitlines()
ARTICLES = {article.key: article for article in jsonl.articles(LINES, "articles.jsonl") if isinstance(article, Article)}
NEAR = 0.6
TOLD = [(contact, told) for contact in ANSWERS["contact"] for told in contact["told"]]


def keys_in(answers: Any) -> Iterator[str]:
    """Every article that the answers name."""
    for story in answers["story"]:
        yield from chain(story["articles"], story.get("debatable", ()))
    for row in chain(answers["copy"], answers["ledger_claim"], answers["statement"]):
        yield from (row[name] for name in ("key", "of") if name in row)
    for row in answers["edit"]:
        yield from (row["before"], row["after"])
    for difference in answers["difference"]:
        yield from chain.from_iterable(difference["values"].values())


def paragraphs(key: str) -> list[str]:
    """The paragraphs of an article without bylines and source lines."""
    return [paragraph for paragraph in ARTICLES[key].text.split("\n\n") if len(paragraph.split()) > 5]


@pytest.fixture(scope="module")
def readings() -> dict[str | None, Reading]:
    return {reading.record.article.key: reading for reading in Reader().read_many(ARTICLES.values())}


def test_every_line_is_an_article_of_its_own() -> None:
    assert len(ARTICLES) == len(LINES) >= 30
    assert len({article.text for article in ARTICLES.values()}) == len(LINES)
    assert all(article.title and article.outlet and article.url and article.published for article in ARTICLES.values())
    assert len({article.outlet for article in ARTICLES.values()}) == 8


def test_the_articles_are_short_and_in_paragraphs() -> None:
    lengths = {key: len(article.text.split()) for key, article in ARTICLES.items()}
    assert [key for key, words in lengths.items() if not 80 <= words <= 250] == []
    assert [key for key in ARTICLES if key and len(paragraphs(key)) < 3] == []


def test_the_addresses_are_reserved_ones() -> None:
    assert all(json.loads(line)["url"].split("/")[2].endswith(".example") for line in LINES)


def test_the_answers_name_articles_that_exist() -> None:
    named = set(keys_in(ANSWERS)) | {told["key"] for _, told in TOLD}
    assert named - set(ARTICLES) == set()
    grouped = [key for story in ANSWERS["story"] for key in story["articles"]]
    assert len(grouped) == len(set(grouped))
    stories = {story["id"] for story in ANSWERS["story"]}
    assert {row["story"] for row in ANSWERS["difference"] if "story" in row} <= stories
    contacts = {row["id"] for row in ANSWERS["contact"]}
    assert {row["contact"] for row in ANSWERS["difference"] if "contact" in row} <= contacts
    assert {row["entry"] for row in ANSWERS["ledger_claim"]} <= contacts


@pytest.mark.parametrize("copy", ANSWERS["copy"], ids=lambda copy: copy["key"])
def test_a_copy_is_one(copy: dict[str, Any]) -> None:
    text = ARTICLES[copy["key"]].text
    assert copy.get("credit", "") in text
    if "of" not in copy:
        assert copy["outside"] in text
        return
    original = ARTICLES[copy["of"]]
    assert str(original.published) <= str(ARTICLES[copy["key"]].published)
    ratio = SequenceMatcher(None, text.split(), original.text.split(), autojunk=False).ratio()
    assert NEAR < ratio < 1 if copy["extent"] == "near" else ratio < NEAR
    if "paragraphs" in copy:
        shared = set(paragraphs(copy["key"])) & set(paragraphs(copy["of"]))
        assert len(shared) == copy["paragraphs"] < len(paragraphs(copy["key"]))


def test_what_is_no_copy_is_none() -> None:
    planted = {frozenset((row["key"], row["of"])) for row in ANSWERS["copy"] if "of" in row}
    planted |= {frozenset((row["before"], row["after"])) for row in ANSWERS["edit"]}
    # A copy of the first version shares as much with the second.
    planted.add(frozenset(("flash-0508", "echo-0507-v2")))
    seen: dict[str, str] = {}
    for key in filter(None, ARTICLES):
        for paragraph in paragraphs(key):
            other = seen.setdefault(paragraph, key)
            assert other == key or frozenset((other, key)) in planted, paragraph


@pytest.mark.parametrize("edit", ANSWERS["edit"], ids=lambda edit: edit["after"])
def test_an_edit_is_one(edit: dict[str, Any]) -> None:
    before, after = ARTICLES[edit["before"]], ARTICLES[edit["after"]]
    assert before.url == after.url == edit["url"]
    assert str(before.published) < str(after.published)
    matcher = SequenceMatcher(None, before.text.split(), after.text.split(), autojunk=False)
    found = [
        (" ".join(before.text.split()[a:b]), " ".join(after.text.split()[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    assert found == [*map(tuple, edit["changed"]), *((sentence, "") for sentence in edit["dropped"])]


@pytest.mark.parametrize("row", ANSWERS["difference"], ids=lambda row: row["id"])
def test_outlets_differ_as_they_are_said_to(row: dict[str, Any]) -> None:
    assert len(row["values"]) > 1
    if "story" in row:
        for value, keys in row["values"].items():
            assert [key for key in keys if value not in ARTICLES[key].text.lower()] == []
    else:
        field = {"when": "date", "who": "initiator"}[row["about"]]
        told = {t["key"]: t.get(field) for contact, t in TOLD if contact["id"] == row["contact"]}
        assert {key: told[key] for keys in row["values"].values() for key in keys} == {
            key: value for value, keys in row["values"].items() for key in keys
        }


@pytest.mark.parametrize("row", ANSWERS["ledger_claim"], ids=lambda row: row["key"])
def test_a_claim_on_the_ledger_stands_in_its_article(row: dict[str, Any]) -> None:
    assert row["words"] in ARTICLES[row["key"]].text


def _tells(contact: Contact, reading: Reading, planted: dict[str, Any], told: dict[str, Any]) -> bool:
    names = {entity.id: entity.name for entity in reading.record.entities}
    sides = {names[participant] for participant in contact.participants}
    return (
        sides - set(planted.get("variants", ())) <= set(planted["participants"])
        and len(sides) == len(planted["participants"])
        and contact.date == told["date"]
        and contact.status == told.get("status", planted["status"])
        and (names[contact.initiator] if contact.initiator else None) == told.get("initiator")
    )


@pytest.mark.parametrize(("planted", "told"), TOLD, ids=lambda row: row.get("key", row.get("id")))
def test_the_reader_finds_a_planted_contact(
    planted: dict[str, Any], told: dict[str, Any], readings: dict[str | None, Reading]
) -> None:
    reading = readings[told["key"]]
    found = [contact for contact in reading.record.contacts if _tells(contact, reading, planted, told)]
    assert len(found) == 1


def _says(statement: Statement, row: dict[str, Any], text: str) -> bool:
    content = " ".join(span.of(text) for span in statement.content)
    return (
        row["words"] in content
        and statement.source.name == row.get("source", statement.source.name)
        and statement.source.voice == row.get("voice", "named")
        and statement.act == row.get("act", statement.act)
        and statement.conditional_report == row.get("conditional", False)
    )


@pytest.mark.parametrize("row", ANSWERS["statement"], ids=lambda row: row["key"])
def test_the_reader_finds_a_planted_statement(row: dict[str, Any], readings: dict[str | None, Reading]) -> None:
    reading = readings[row["key"]]
    assert [s for s in reading.record.statements if _says(s, row, reading.text)]
