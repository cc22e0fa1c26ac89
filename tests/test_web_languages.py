"""The interface in French and English: the catalogues are whole, and everybody gets the language they ask for."""

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from litestar import Litestar
from litestar.testing import TestClient

from selon.labels import labels
from selon.web import application
from selon.web.languages import LANGUAGES, WRITTEN_IN, translations, wanted
from selon.web.localized import filters
from tests.conftest import ROOT

TRANSLATED = [code for code in LANGUAGES if code != WRITTEN_IN]
Client = TestClient[Litestar]


@pytest.fixture
def demo(demo_desk: Path) -> Iterator[Client]:
    with TestClient(application(demo_desk)) as opened:
        yield opened


def said() -> set[str]:
    """What the templates of the desk say, gathered as scripts/messages gathers it."""
    (mapping,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    method, pattern = mapping.pop("method"), mapping.pop("pattern")
    found = extract_from_dir(ROOT / "selon" / "web", [(pattern, method)], {pattern: mapping})
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def catalogue(code: str) -> Catalog:
    path = ROOT / "selon" / "web" / "locale" / code / "LC_MESSAGES" / "selon.po"
    return read_po(BytesIO(path.read_bytes()), locale=code)


def faults(messages: Catalog) -> list[str]:
    """What is not translated, not surely, or with other placeholders."""
    return [
        str(message.id)
        for message in messages
        if message.id and (not _whole(message) or message.fuzzy or message.check(messages))
    ]


def _whole(message: Message) -> bool:
    return bool(message.string) and (isinstance(message.string, str) or all(message.string))


@pytest.mark.parametrize("code", TRANSLATED)
def test_all_that_the_pages_say_is_translated_and_nothing_else(code: str) -> None:
    held = catalogue(code)
    ids = {message.id if isinstance(message.id, str) else message.id[0] for message in held if message.id}
    assert ids == said() and len(ids) > 40, "run 'sh scripts/messages' and translate what stands empty"
    assert faults(held) == [] and not held.obsolete


@pytest.mark.parametrize(
    ("told", "string", "flags"),
    [("%(n)s found", "", ()), ("%(n)s found", "%(m)s trouvés", ("python-format",)), ("found", "trouvé", ("fuzzy",))],
)
def test_a_translation_that_is_none_is_found(told: str, string: str, flags: tuple[str, ...]) -> None:
    made = Catalog(locale="fr")
    made.add(told, string, flags=flags)
    assert faults(made) == [told]


@pytest.mark.parametrize("code", TRANSLATED)
def test_labels_are_whole_in_every_language(code: str) -> None:
    ours, first = labels(code), labels(WRITTEN_IN)
    assert ours.language == code
    for name in first.__struct_fields__[1:]:
        assert getattr(ours, name).keys() == getattr(first, name).keys(), name
        assert all(getattr(ours, name).values())


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "shown"),
    [
        ("fr", "en", "en", "fr"),
        (None, "fr", "en", "fr"),
        (None, None, "de-CH, en;q=0.3, fr-FR;q=0.8", "fr"),
        ("xx", "../../x", "fr;q=0, *", "en"),
        (None, None, "fr;q=,;;;q=2", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_kept_or_accepted(
    asked: str | None, kept: str | None, accepted: str, shown: str
) -> None:
    assert wanted(asked, kept, accepted) == shown


def test_a_chosen_language_is_kept_and_the_address_too(demo: Client) -> None:
    shown = demo.get("/search?q=act:warn&lang=fr")
    assert '<html lang="fr">' in shown.text and "réponses." in shown.text and "avertit" in shown.text
    assert 'href="/search?q=act%3Awarn&amp;lang=en"' in shown.text
    assert '<html lang="fr">' in demo.get("/").text
    assert '<html lang="en">' in demo.get("/?lang=en").text


def test_silences_and_dates_are_told_in_the_language(demo: Client) -> None:
    french = demo.get("/ledger?a=Haugvold&b=FR", headers={"accept-language": "fr"})
    assert "434 jours sans contact rapporté" in french.text and "21 mai 2024" in french.text
    assert french.headers["content-language"] == "fr" and "Accept-Language" in french.headers["vary"]
    assert "May 21, 2024" in demo.get("/ledger?a=Haugvold&b=FR").text


@pytest.mark.parametrize(
    ("value", "french"),
    [
        ("2024", "2024"),
        ("2024-06", "juin 2024"),
        ("2024-06-06", "6 juin 2024"),
        ("2024-06-06T18:40+02:00", "6 juin 2024, 18:40"),
        ("2024-W23", "2024-W23"),
        (None, ""),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(value: str | None, french: str) -> None:
    assert filters("fr")["day"](value) == french


def test_what_an_article_brings_stays_escaped_in_a_translated_sentence(demo: Client) -> None:
    shown = demo.get("/search?q=%3Cscript%3Ealert%3C/script%3E\u202e&lang=fr").text
    assert "<script>alert" not in shown and "\u202e" not in shown


def test_a_catalogue_is_read_as_it_lies_there() -> None:
    assert translations("fr").ungettext("One found.", "%(num)s found.", 2) == "%(num)s réponses."
