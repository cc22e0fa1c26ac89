"""The French gazetteer holds together: countries, actors and roles as tables, before any code reads them."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from babel import Locale

from selon.model import EntityKind

FOLDER = Path(__file__).parent.parent / "selon" / "lang" / "fr"
NAMED_OTHERWISE = {"HK", "MM", "MO", "MU"}  # CLDR's names for these are not written in running text
COUNTRY_KEYS = {"code", "name", "article", "forms", "demonyms", "people", "capital", "government"}
ACTOR_KEYS = {"id", "name", "kind", "country", "wikidata", "forms", "gender", "number", "metonym"}
ROLE_KEYS = {"id", "forms", "kind", "gender"}
UNITED_NATIONS_MEMBERS = 193
WITHOUT_GOVERNMENT = {"GP", "MQ", "PM", "RE", "WF", "YT"}  # parts of France without a government of their own

Row = dict[str, Any]


def table(name: str, rows: str) -> tuple[Row, ...]:
    document = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert set(document) == {"source", rows}
    assert document["source"].strip()
    return tuple(document[rows])


COUNTRIES = table("countries.toml", "country")
ACTORS = table("actors.toml", "actor")
ROLES = table("roles.toml", "role")
TERRITORIES = {code: name.replace("’", "'") for code, name in Locale("fr").territories.items()}


def forms_of_country(row: Row) -> set[str]:
    return {row["name"], *row["forms"], *row["demonyms"], *row["people"], row["capital"]} - {""}


def shared(owned: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    """The forms, folded, that more than one row owns, with those rows."""
    owners: dict[str, set[str]] = defaultdict(set)
    for owner, forms in owned:
        for form in forms:
            owners[form.lower()].add(owner)
    return {form: rows for form, rows in owners.items() if len(rows) > 1}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def test_keys() -> None:
    assert [row for row in COUNTRIES if set(row) != COUNTRY_KEYS] == []
    assert [row for row in ACTORS if set(row) - {"channel"} != ACTOR_KEYS] == []
    assert [row for row in ROLES if set(row) - {"examples"} != ROLE_KEYS] == []


@pytest.mark.parametrize("rows", [COUNTRIES, ACTORS, ROLES], ids=["countries", "actors", "roles"])
def test_strings_are_clean(rows: tuple[Row, ...]) -> None:
    found = [text for row in rows for text in strings(row)]
    assert [text for text in found if text != text.strip() or "’" in text or "  " in text] == []
    assert [row for row in rows if len(set(row["forms"])) != len(row["forms"]) or "" in row["forms"]] == []


def test_codes_are_known_once() -> None:
    codes = [row["code"] for row in COUNTRIES]
    assert len(codes) == len(set(codes)) >= UNITED_NATIONS_MEMBERS + 6
    assert {code for code in codes if code not in TERRITORIES} == set()
    assert {"XK", "TW", "PS", "VA", "HK"} <= set(codes)


def test_names_are_those_of_cldr() -> None:
    known = {row["code"]: {row["name"], *row["forms"]} for row in COUNTRIES}
    assert {code for code, names in known.items() if TERRITORIES[code] not in names} == NAMED_OTHERWISE


def test_each_country_is_complete() -> None:
    assert [row["code"] for row in COUNTRIES if not (row["name"] and row["demonyms"] and row["people"])] == []
    assert {row["code"] for row in COUNTRIES if not row["government"]} == WITHOUT_GOVERNMENT
    assert {row["article"] for row in COUNTRIES} == {"le", "la", "les", "l'", ""}
    assert [row["code"] for row in COUNTRIES if any(form != form.lower() for form in row["demonyms"])] == []
    assert [row["code"] for row in COUNTRIES if any(form[0] != form[0].upper() for form in row["people"])] == []
    assert [row["code"] for row in COUNTRIES if row["capital"] in (row["name"], *row["forms"])] == []


def test_a_form_belongs_to_one_country() -> None:
    assert shared((row["code"], forms_of_country(row)) for row in COUNTRIES) == {}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("nigérien", "NE"), ("nigérienne", "NE"), ("nigérian", "NG"), ("nigérianes", "NG"), ("dominicaine", "DO"),
        ("dominiquais", "DM"), ("guinéens", "GN"), ("bissau-guinéen", "GW"), ("équato-guinéenne", "GQ"),
        ("papouasiens", "PG"), ("nord-coréenne", "KP"), ("sud-coréens", "KR"), ("congolaise", "CD"), ("soudanais", "SD"),
        ("sud-soudanaises", "SS"), ("guyanaise", "GF"), ("guyanien", "GY"), ("samoane", "WS"),
        ("turques", "TR"), ("grecque", "GR"),
    ],
)  # fmt: skip
def test_demonyms_that_are_easily_confused(form: str, code: str) -> None:
    assert [row["code"] for row in COUNTRIES if form in row["demonyms"]] == [code]


@pytest.mark.parametrize("form", ["coréen", "coréenne", "congo", "corée", "hollande", "maurice", "bruxelles"])
def test_words_that_name_no_single_country(form: str) -> None:
    assert [row["code"] for row in COUNTRIES if form in {known.lower() for known in forms_of_country(row)}] == []


def test_actor_values() -> None:
    codes = {row["code"] for row in COUNTRIES} | {""}
    assert len({row["id"] for row in ACTORS}) == len(ACTORS)
    assert [row["id"] for row in ACTORS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])] == []
    assert {row["kind"] for row in ACTORS} <= set(get_args(EntityKind))
    assert [row["id"] for row in ACTORS if row["country"] not in codes] == []
    assert [row["id"] for row in ACTORS if not re.fullmatch(r"(Q[1-9][0-9]*)?", row["wikidata"])] == []
    assert {(row["gender"], row["number"]) for row in ACTORS} <= {(g, n) for g in ("m", "f", "") for n in ("sg", "pl")}
    assert [row["id"] for row in ACTORS if not isinstance(row["metonym"], bool)] == []
    assert [row["id"] for row in ACTORS if (row["kind"] == "outlet") != (row.get("channel") == "press")] == []
    assert {row.get("channel", "press") for row in ACTORS} == {"press", "social"}


def test_a_wikidata_item_is_one_actor() -> None:
    items = [row["wikidata"] for row in ACTORS if row["wikidata"]]
    assert len(items) == len(set(items)) > 0


def test_a_form_belongs_to_one_actor_and_to_no_country() -> None:
    actors = [(row["id"], row["forms"]) for row in ACTORS]
    countries = [(row["code"], forms_of_country(row)) for row in COUNTRIES]
    assert shared(actors) == {}
    assert shared(actors + countries) == {}
    assert [row["id"] for row in ACTORS if not row["forms"]] == []


def test_accented_capitals_are_also_known_bare() -> None:
    bare = str.maketrans("ÉÈÊÎÔÀÂÇ", "EEEIOAAC")
    assert [form for row in ACTORS for form in row["forms"] if form.translate(bare) not in row["forms"]] == []
    assert [row["code"] for row in COUNTRIES if row["name"].translate(bare) not in (row["name"], *row["forms"])] == []


def test_coverage_of_actors() -> None:
    seats = [row for row in ACTORS if row["metonym"]]
    outlets = [row for row in ACTORS if row["kind"] == "outlet"]
    organizations = [row for row in ACTORS if row["kind"] == "organization" and "channel" not in row]
    assert (len(seats) >= 40, len(outlets) >= 200, len(organizations) >= 80) == (True, True, True)


def test_role_values() -> None:
    assert len({row["id"] for row in ROLES}) == len(ROLES)
    assert {row["kind"] for row in ROLES} <= set(get_args(EntityKind))
    assert {row["gender"] for row in ROLES} == {"m", "f", ""}
    assert [row["id"] for row in ROLES if not row["forms"]] == []
    assert shared((row["id"], row["forms"]) for row in ROLES) == {}
    assert sum(len(row["forms"]) for row in ROLES) >= 250


def test_roles_are_lower_case_but_for_abbreviated_titles() -> None:
    titles = {row["id"] for row in ROLES if any(form != form.lower() for form in row["forms"])}
    assert titles == {"m", "mme", "mlle", "me", "dr", "pr", "mgr", "gen"}


def test_role_examples_mark_a_form_of_their_row() -> None:
    examples = [(row, example) for row in ROLES for example in row.get("examples", [])]
    assert len(examples) > 0
    for row, example in examples:
        marked = re.findall(r"\{role:([^{}]+)\}", example)
        assert len(marked) == 1, example
        assert any(re.search(rf"(^|[ '])({re.escape(form)})$", marked[0].lower()) for form in row["forms"]), example
