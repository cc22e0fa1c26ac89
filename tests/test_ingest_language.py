"""Languages: what is read, what is refused by name, and that nothing is ever downloaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import InputError
from selon.ingest.language import identify, require

FRENCH = (
    "Le maire de la commune a annoncé mardi que le vieux pont serait fermé pendant trois mois.\n\n"
    "Selon lui, les travaux coûteront plus cher que prévu, mais la ville n’a pas d’autre choix."
)
FINNISH = (
    "Kunnanjohtaja ilmoitti tiistaina, että vanha silta suljetaan kolmeksi kuukaudeksi.\n\n"
    "Hänen mukaansa työt maksavat enemmän kuin oli suunniteltu, mutta kaupungilla ei ole vaihtoehtoja."
)
ENGLISH = "The mayor announced on Tuesday that the old bridge would be closed for three months, as the works had been delayed."
RUSSIAN = "Мэр города сообщил во вторник, что старый мост будет закрыт на три месяца из-за ремонта, который давно откладывали."
ONLY_FRENCH = frozenset({"fr"})


@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (FINNISH, "fi"), (ENGLISH, "en"), (RUSSIAN, "ru")])
def test_identify(text: str, code: str) -> None:
    assert identify(text) == code
    assert identify(text.upper()) == code


def test_a_foreign_opening_of_a_long_text_does_not_decide() -> None:
    assert identify(f"{ENGLISH}\n\n" + f"{FRENCH}\n\n" * 20) == "fr"


@pytest.mark.parametrize("given", [None, "fr", "FR", "fr-FR", "fr_CA"])
def test_french_is_read(given: str | None) -> None:
    assert require(FRENCH, given, ONLY_FRENCH, "a.txt") == "fr"


def test_the_callers_word_stands_against_a_guess() -> None:
    assert require(FINNISH, "fr", ONLY_FRENCH, "a.txt") == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "Non !",
        "Oui, dit-il.",
        "Vladimir Poutine, Sergueï Lavrov, Angela Merkel",
        "Selon Moscou, c’est faux.",
        "Washington Post : « Fake news »",
        "Il nie.\n",
        "pomme poire prune",
        "« " * 10_000 + "il",
        "xqz 123 " * 30,
    ],
)
def test_short_or_doubtful_texts_are_not_refused(text: str) -> None:
    assert require(text, None, ONLY_FRENCH, "a.txt") == "fr"


def test_a_doubtful_text_goes_to_the_likeliest_of_several_languages() -> None:
    assert require("Hello there", None, frozenset({"en", "fr"}), "a.txt") == "en"
    assert require("Oui, dit-il.", None, frozenset({"en", "fr"}), "a.txt") == "fr"
    assert require("\u200f", None, frozenset({"fr", "xx"}), "a.txt") == "fr"


@pytest.mark.parametrize(("text", "language"), [(FINNISH, "Finnish (fi)"), (ENGLISH, "English (en)"), (RUSSIAN, "Russian (ru)")])
def test_another_language_is_refused_by_name(text: str, language: str) -> None:
    with pytest.raises(InputError) as refusal:
        require(text, None, ONLY_FRENCH, "uutinen.txt")
    assert str(refusal.value) == (
        f"the text of uutinen.txt looks like {language}; Selon reads French (fr): "
        "give a text in that, or say its language where this guess is wrong."
    )


@pytest.mark.parametrize(
    ("given", "named"), [("fi", "Finnish (fi)"), ("fi-FI", "Finnish (fi)"), ("français", "'français'"), ("", "''")]
)
def test_a_given_language_that_is_not_read_is_refused(given: str, named: str) -> None:
    with pytest.raises(InputError) as refusal:
        require(FRENCH, given, ONLY_FRENCH, "a.txt")
    assert str(refusal.value) == (
        f"the text of a.txt is said to be in {named}; Selon reads French (fr): "
        "give a text in that, or leave the language out to have it identified."
    )


@given(st.text(st.characters(codec=None, categories=None)))
def test_any_text_has_a_likeliest_language(text: str) -> None:
    assert identify(text).isalpha()


WATCHED = """
import sys

def watch(event, details):
    writes = event == "open" and isinstance(details[1], str) and set(details[1]) & set("wax+")
    # Not socket.bind: an HTTP library that comes along asks at import whether the machine has IPv6.
    if writes or event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "os.mkdir", "tempfile.mkstemp"):
        print(event, details, file=sys.stderr)

sys.addaudithook(watch)
from selon.ingest.language import identify
print(identify("Le maire a dit que la route est fermée."))
"""


def test_nothing_is_downloaded_and_no_cache_is_written(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    root = Path(__file__).parent.parent
    env = {**os.environ, "FTLANG_CACHE": str(cache), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", WATCHED], env=env, capture_output=True, text=True, check=False, cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "fr\n", "")
    assert not cache.exists()
