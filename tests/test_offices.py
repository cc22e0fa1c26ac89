"""Offices by date: who held one, when that is certain, and whether a title fits whoever bears it."""

from datetime import date

import pytest

from selon.lang.loading import languages, load
from selon.lang.offices import OfficeRow
from selon.markup import parse_marked
from selon.model import Article, Check, Record
from selon.reader import Reader
from selon.steps.mentions import cast
from selon.syntax.holders import kind_of_office, offices_in
from selon.syntax.offices import role_at
from selon.tenures import Tenure, holder, is_called, tenures
from training.build_offices import Holding, _joined

ROWS = [row for language in sorted(languages()) for row in load(language).rows if isinstance(row, OfficeRow)]
EXAMPLES = [pytest.param(row, text, id=f"{row.id}-{i}") for row in ROWS for i, text in enumerate(row.examples)]
TRAPS = [pytest.param(row, text, id=f"{row.id}-never-{i}") for row in ROWS for i, text in enumerate(row.never)]


def _kinds(reader: Reader, text: str) -> set[tuple[str, str | None]]:
    pack = load("fr")
    words = next(iter(reader.tag([reader.lay(Article(text))])))
    heads = [i for i in range(len(words)) if words.pos[i] == "NOUN" and role_at(words, i, pack) is not None]
    found = [office for head in heads for office in offices_in(words, head, cast(words, pack), pack)]
    return {(kind, office.country) for office in found if (kind := kind_of_office(office, pack)) is not None}


@pytest.mark.parametrize(("row", "marked"), EXAMPLES)
def test_example_is_that_office(reader: Reader, row: OfficeRow, marked: str) -> None:
    text, spans = parse_marked(marked)
    assert [label for label, _ in spans] == ["role"]
    assert {kind for kind, _ in _kinds(reader, text)} == {row.office}


@pytest.mark.parametrize(("row", "text"), TRAPS)
def test_trap_is_no_such_office(reader: Reader, row: OfficeRow, text: str) -> None:
    assert _kinds(reader, text) == set()


def test_each_row_is_testable() -> None:
    assert ROWS and all(row.source and len(row.examples) >= 3 and row.never for row in ROWS)


def test_each_tenure_is_in_order() -> None:
    known = [t for country in load("fr").gazetteer.countries for kind in ("state", "government", "foreign", "defence")
             for t in tenures(kind, country)]  # fmt: skip
    assert len(known) > 200
    assert all(t.wikidata.startswith("Q") and t.start <= (t.end or t.snapshot) for t in known)


KNOWN = (
    Tenure("Q1", "Paul Tessier", "Paul Tessier", True, "state", "XX", date(2010, 1, 1), date(2015, 6, 1), date(2020, 1, 1)),
    Tenure("Q2", "Élise Morvan", "Elise Morwan", True, "state", "XX", date(2015, 6, 1), None, date(2020, 1, 1)),
)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2012, 1, 1), date(2012, 12, 31), "Q1"),
        (date(2016, 3, 3), date(2016, 3, 3), "Q2"),
        (date(2015, 1, 1), date(2015, 12, 31), None),
        (date(2009, 1, 1), date(2009, 1, 1), None),
        (date(2021, 1, 1), date(2021, 1, 1), None),
    ],
)
def test_a_holder_is_certain_or_none(first: date, last: date, found: str | None) -> None:
    tenure = holder(KNOWN, first, last)
    assert (tenure.wikidata if tenure is not None else None) == found


@pytest.mark.parametrize(("name", "same"), [("Morvan", True), ("Élise Morvan", True), ("Jean Morvan", False), ("Tessier", False)])
def test_a_name_is_compared_by_its_last_word_and_first_letter(name: str, same: bool) -> None:
    assert is_called(KNOWN[1], name) is same


def test_terms_without_a_gap_are_one() -> None:
    rows = [
        Holding("Q1", "A", "A", "1", "foreign", "XX", start, end, "2022-07-23")
        for start, end in (("2010-01-01", "2011-01-01"), ("2011-01-01", "2012-01-01"), ("2013-01-01", ""))
    ]
    assert [(row.start, row.end) for row in _joined(rows)] == [("2010-01-01", "2012-01-01"), ("2013-01-01", "")]


def _record(reader: Reader, text: str, published: str | None = None) -> Record:
    return reader.read(Article(text, published=published)).record


def _checks(reader: Reader, text: str, published: str | None) -> list[Check]:
    return [check for check in _record(reader, text, published).checks if check.kind == "office_agrees"]


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("Le président français, Emmanuel Macron, a salué la foule.", "2018-05-12", "consistent"),
        ("Le président français François Hollande a salué la foule.", "2018-05-12", "inconsistent"),
        ("Le président français, Emmanuel Macron, a salué la foule.", "2031-05-12", "unknown"),
        ("En 2008, le président français Nicolas Sarkozy a salué la foule.", "2018-05-12", "consistent"),
        ("Le ministre italien des Affaires étrangères, Paul Tessier, a salué la foule.", "2018-05-12", "unknown"),
        ("Le ministre russe de l'Énergie, Paul Tessier, a salué la foule.", "2018-05-12", None),
        ("La leader américaine, Anne Tessier, a salué la foule.", "2018-05-12", None),
        ("L'ancien président français François Hollande a salué la foule.", "2018-05-12", None),
        ("Le président français François Hollande a salué la foule.", None, None),
    ],
)
def test_a_title_is_compared_with_the_tenures(reader: Reader, text: str, published: str | None, verdict: str | None) -> None:
    assert [check.verdict for check in _checks(reader, text, published)] == ([verdict] if verdict is not None else [])


def _sides(record: Record) -> list[set[str]]:
    return [{e.name for e in record.entities if e.id in contact.participants} for contact in record.contacts]


def test_a_plural_of_offices_means_their_holders_on_that_day(reader: Reader) -> None:
    record = _record(reader, "Les présidents français et ukrainien se sont rencontrés à Kiev le 12 mai 2018.")
    assert _sides(record) == [{"Emmanuel Macron", "Petro Porochenko"}]
    assert record.contacts[0].date == "2018-05-12"
    assert {e.wikidata for e in record.entities if e.kind == "person"} == {"Q3052772", "Q58077"}


def test_without_a_day_the_office_stays_as_described(reader: Reader) -> None:
    record = _record(reader, "Paul Tessier a rencontré le ministre russe des Affaires étrangères.")
    assert _sides(record) == [{"Paul Tessier", "ministre russe des Affaires étrangères"}]


def test_after_the_extract_only_whom_the_article_calls_so(reader: Reader) -> None:
    text = "Paul Tessier a rencontré le président français le 3 mars 2031."
    assert _sides(_record(reader, text)) == [{"Paul Tessier", "président français"}]
    named = "Le président français, Emmanuel Macron, est en voyage. Lundi, le président français a rencontré Paul Tessier."
    assert _sides(_record(reader, named)) == [{"Emmanuel Macron", "Paul Tessier"}]
