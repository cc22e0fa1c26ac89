"""Wording is whose words they are, the same for every side, and labels words that the table can account for."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from selon.errors import PackError
from selon.lang.loading import load
from selon.lang.rows import CountryRow
from selon.lang.wording import MarksRow, WordingRow, wording_table
from selon.markup import parse_marked
from selon.model import Article, Reading
from selon.reader import Reader

SIDES = ("UA", "RU", "IL", "IR", "US", "CN", "FR", "SY", "TR", "KP", "VE", "BY")
ROW = WordingRow(id="fr/wording#x", kind="euphemism", forms=("tir(s) ami(s)",), neutral="tir")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def kinds(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(w.kind, w.span.of(reading.text), w.note) for w in reading.record.wording]


def of(place: str) -> str:
    return f"d'{place}" if place[0] in "AEIOUÉ" else f"de {place}"


def adjective(country: CountryRow, like: str, forms: tuple[str, ...]) -> str | None:
    """The adjective of a country in the gender and number of another country's."""
    if len(country.demonyms) != 4:
        return None
    return country.demonyms[forms.index(like)] if len(forms) == 4 else None


def swapped() -> Iterator[tuple[str, str, str]]:
    """Examples with the one country they name replaced by each other one: row, kind, text."""
    pack = load("fr")
    countries = pack.gazetteer.countries
    for row in pack.rows:
        if not isinstance(row, WordingRow):
            continue
        for marked in row.examples:
            for country in countries.values():
                pattern = rf"\b(?:de |d'){re.escape(country.capital)}\b" if country.capital else r"(?!)"
                if re.search(pattern, marked):
                    yield from ((row.id, side, re.sub(pattern, of(countries[side].capital), marked)) for side in SIDES)
                for word in country.demonyms:
                    if re.search(rf" {word}\b", marked):
                        others = ((side, adjective(countries[side], word, country.demonyms)) for side in SIDES)
                        yield from ((row.id, side, re.sub(rf" {word}\b", f" {o}", marked)) for side, o in others if o)


SWAPPED = [pytest.param(row, text, id=f"{row}-{side}-{i}") for i, (row, side, text) in enumerate(swapped())]


@pytest.mark.parametrize(("row", "marked"), SWAPPED)
def test_another_country_changes_nothing(reader: Reader, row: str, marked: str) -> None:
    text, wanted = parse_marked(marked)
    reading = reader.read(Article(text=text))
    assert [(kind, words) for kind, words, _ in kinds(reading)] == [(kind, span.of(text)) for kind, span in wanted]
    assert any(d.row == row and d.kept for d in reading.decisions)


def test_every_side_was_swapped_in() -> None:
    rows = {str(p.values[0]) for p in SWAPPED}
    assert {"fr/wording#regime", "fr/wording#propaganda", "fr/wording#puppet", "fr/wording#dictatorship"} <= rows
    assert {str(p.id).split("-")[-2] for p in SWAPPED} == set(SIDES)


def test_words_in_a_direct_quotation_are_the_quoted_ones_own(reader: Reader) -> None:
    reading = reader.read(Article(text="« Le régime de Kiev a menti », a dit le ministre."))
    assert kinds(reading) == []
    refused = [d for d in reading.decisions if d.field == "wording"]
    assert [(d.kept, d.row) for d in refused] == [(False, "fr/wording#regime")]
    assert refused[0].why.startswith("inside a quotation")


def test_words_in_indirect_speech_are_recorded(reader: Reader) -> None:
    reading = reader.read(Article(text="Le ministre a dit que le régime de Kiev avait menti."))
    assert kinds(reading) == [("loaded_name", "le régime de Kiev", "gouvernement")]


def test_a_quoted_evaluation_is_the_quoted_ones_own(reader: Reader) -> None:
    assert kinds(reader.read(Article(text="Le maire a jugé cette décision « scandaleuse »."))) == []


def test_marks_around_a_euphemism_keep_it_at_a_distance(reader: Reader) -> None:
    reading = reader.read(Article(text="Le blé manque depuis l'« opération spéciale »."))
    assert kinds(reading) == [("distance", "opération spéciale", "guerre")]


def test_the_longest_of_a_kind_is_taken(reader: Reader) -> None:
    reading = reader.read(Article(text="Le site relaie la propagande du régime de Damas."))
    assert kinds(reading) == [("loaded_name", "régime de Damas", "gouvernement")]


def test_a_tagged_hyphen_is_one_word(reader: Reader) -> None:
    found = kinds(reader.read(Article(text="Les soi-disant experts et le pseudo-référendum ont lassé la ville.")))
    assert found == [("disqualification", "soi-disant", "doubt"), ("disqualification", "pseudo-référendum", "doubt")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (msgspec.structs.replace(ROW, neutral=""), "either a neutral counterpart or a label"),
        (msgspec.structs.replace(ROW, label="doubt"), "either a neutral counterpart or a label"),
        (msgspec.structs.replace(ROW, forms=("opération PAYS",)), "there is no slot PAYS"),
        (msgspec.structs.replace(ROW, forms=("NOUN ami",)), "begins with words of its own"),
        (msgspec.structs.replace(ROW, forms=("très? ami",)), "begins with words of its own"),
    ],
)
def test_a_bad_row_is_refused(row: WordingRow, said: str) -> None:
    with pytest.raises(PackError, match=re.escape(said)) as error:
        wording_table((row,), (), {}, frozenset())
    assert "fr/wording#x" in str(error.value)


def test_a_form_stands_once() -> None:
    other = msgspec.structs.replace(ROW, id="fr/wording#y")
    with pytest.raises(PackError, match="stands in fr/wording#x too"):
        wording_table((ROW, other), (), {}, frozenset())


def test_every_label_and_kind_is_used() -> None:
    rows = [row for row in load("fr").rows if isinstance(row, WordingRow | MarksRow)]
    assert {row.kind for row in rows} == {
        "loaded_name", "euphemism", "disqualification", "legal_label", "evaluation", "distance",
    }  # fmt: skip
    assert {row.label for row in rows} - {None} == {
        "laudatory", "pejorative", "affective", "renown", "legal_status", "doubt", "self_styled", "so_called", "quotation_marks",
    }  # fmt: skip
