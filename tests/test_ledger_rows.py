"""Every row of `ledger.toml` finds its examples as marked, and leaves its traps alone."""

from importlib.resources import files
from pathlib import Path

import pytest

from selon.corpus.identities import Titles, naming_of
from selon.corpus.ledger import claims
from selon.errors import PackError
from selon.lang.ledger import ledger_table, load_ledger
from selon.lang.loading import languages, load
from selon.lang.rows import Row
from selon.markup import parse_marked
from selon.model import Article, Held
from selon.reader import Reader

DAY = "2024-06-05"
TABLES = {language: load_ledger(language) for language in sorted(languages())}
CLAIMS = [(language, row) for language, table in TABLES.items() for row in table.claim]
STANDING = [(language, row) for language, table in TABLES.items() for row in table.standing]


def cases(rows: list[tuple[str, Row]], field: str) -> list[object]:
    return [pytest.param(lang, row, text, id=f"{row.id}-{i}") for lang, row in rows for i, text in enumerate(getattr(row, field))]


@pytest.mark.parametrize(("language", "row", "marked"), cases([*CLAIMS], "examples"))
def test_a_claim_is_found(reader: Reader, language: str, row: Row, marked: str) -> None:
    text, marks = parse_marked(marked)
    record = reader.read(Article(text, published=DAY)).record
    (found,) = claims(Held("a", text, record), TABLES[language])
    assert found.row == row.id
    assert {"claim": found.span, "since": found.since_span} == dict(marks)
    assert len(found.parties) == 2


@pytest.mark.parametrize(("language", "row", "text"), cases([*CLAIMS], "never"))
def test_what_is_no_claim_is_left_alone(reader: Reader, language: str, row: Row, text: str) -> None:
    record = reader.read(Article(text, published=DAY)).record
    assert [claim for claim in claims(Held("a", text, record), TABLES[language]) if claim.row == row.id] == []


@pytest.fixture(scope="module")
def titles() -> dict[str, Titles]:
    return {language: naming_of(load(language), table).titles for language, table in TABLES.items()}


@pytest.mark.parametrize(("language", "row", "marked"), cases([*STANDING], "examples"))
def test_who_speaks_for_a_state_does(titles: dict[str, Titles], language: str, row: Row, marked: str) -> None:
    text, [(country, span)] = parse_marked(marked)
    found = titles[language].in_text(span.of(text))
    assert found is not None and found.country == country


@pytest.mark.parametrize(("language", "row", "text"), cases([*STANDING], "never"))
def test_who_does_not_speak_for_a_state_does_not(titles: dict[str, Titles], language: str, row: Row, text: str) -> None:
    before, _, title = text.removesuffix("}.").partition("{")
    assert before and titles[language].in_text(title) is None


def test_every_row_has_what_makes_it_testable() -> None:
    for _, row in [*CLAIMS, *STANDING]:
        assert row.source and len(row.examples) >= 3 and row.never, row.id


def test_every_role_is_in_the_table_of_roles() -> None:
    for language, row in STANDING:
        known = {found.id.rsplit("#")[-1] for found in load(language).gazetteer.roles.values()}
        assert set(row.roles) <= known, row.id


@pytest.mark.parametrize("fault", ['kind = "nothing"', 'id = "derniere"', "x = 1"])
def test_a_faulty_table_is_refused_by_name(tmp_path: Path, fault: str) -> None:
    whole = files("selon.lang").joinpath("fr", "ledger.toml").read_text(encoding="utf-8")
    kind = "" if "kind" in fault else '\nkind = "last"'
    ident = "" if "id =" in fault else '\nid = "other"'
    (tmp_path / "ledger.toml").write_text(f'{whole}\n[[claim]]{ident}{kind}\nforms = ["a"]\n{fault}\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"fr/ledger\.toml"):
        ledger_table(tmp_path / "ledger.toml", "fr")
