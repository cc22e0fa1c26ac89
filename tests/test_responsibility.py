"""Who is behind an event: two sources dispute it, the same for every country, and what can both hold is left alone."""

import pytest

from selon.comparing import Comparer
from selon.lang.loading import load
from selon.lang.rows import CountryRow
from selon.model import Article, Check
from selon.reader import Reader

COUNTRIES = load("fr").gazetteer.countries
DISPUTED = [
    (
        "Le ministre Paul Arnaud dit que la Syrie est responsable de l'attaque du port. L'ambassadeur Ali Saleh a répondu que "
        "l'armée syrienne n'avait pas participé à cette attaque.",
        ("Syrie est responsable de l'attaque", "armée syrienne n'avait pas participé à cette attaque"),
    ),
    (
        "« Oslo est derrière le sabotage du câble », a déclaré la députée Marie Castel. Selon le juge Luc Perrin, la Norvège n'a "
        "rien à voir avec le sabotage du câble.",
        ("Oslo est derrière le sabotage", "Norvège n'a rien à voir avec le sabotage"),
    ),
    (
        "Le procureur Luc Perrin a déclaré que le comptable était impliqué dans la fraude. L'avocate Anne Morvan assure que le "
        "comptable est étranger à la fraude.",
        ("comptable était impliqué dans la fraude", "comptable est étranger à la fraude"),
    ),
]
ALIKE = [
    "Le ministre Paul Arnaud dit que la Syrie est responsable de l'attaque de Brest. L'ambassadeur Ali Saleh a répondu que la "
    "Syrie n'était pas responsable de l'attaque de Lorient.",
    "Le ministre Paul Arnaud dit que la Syrie est responsable de l'attaque. L'ambassadeur Ali Saleh a répondu que l'Irak n'était "
    "pas responsable de l'attaque.",
    "Le ministre Paul Arnaud dit qu'un touriste syrien est responsable de l'attaque. L'ambassadeur Ali Saleh a répondu que la "
    "Syrie n'était pas responsable de l'attaque.",
    "Le ministre Paul Arnaud demande si la Syrie est responsable de l'attaque. L'ambassadeur Ali Saleh a répondu que la Syrie "
    "n'était pas responsable de l'attaque.",
    "Le ministre Paul Arnaud dit que la Syrie est étrangère à l'attaque. L'ambassadeur Ali Saleh a répondu que la Syrie n'était "
    "pas responsable de l'attaque.",
]
CLEARED = [
    ("Le Pérou est étranger au raid.", "Le Pérou n'est pas responsable du raid."),
    ("L'Iran n'a rien à voir avec l'attaque.", "L'Iran n'est pas impliqué dans l'attaque."),
    ("La Jordanie est responsable du tir.", "Le Koweït n'est pas responsable du tir."),
]
PATTERN = (
    "{capital} accuse le Népal du sabotage, a dit Paul Arnaud. L'élu Jean Duval dit que l'armée {fs} a commis l'attentat "
    "du stade. La juge Anne Morvan répond que {capital} n'est pas impliqué dans cet attentat."
)


def _checks(reader: Reader, text: str) -> list[Check]:
    return [check for check in reader.read(Article(text=text)).record.checks if check.kind == "contradiction"]


@pytest.mark.parametrize(("text", "words"), DISPUTED)
def test_two_sources_dispute_who_is_behind(reader: Reader, text: str, words: tuple[str, ...]) -> None:
    (check,) = _checks(reader, text)
    assert tuple(span.of(text) for span in check.spans) == words
    assert check.verdict == "disputed" and (check.detail or "").startswith("responsibility")


@pytest.mark.parametrize("text", ALIKE)
def test_what_can_both_hold_gets_no_responsibility(reader: Reader, text: str) -> None:
    assert not any((check.detail or "").startswith("responsibility") for check in _checks(reader, text))


@pytest.mark.parametrize(("a", "b"), CLEARED)
def test_negations_read_with_their_frames_do_not_oppose_as_words(reader: Reader, a: str, b: str) -> None:
    assert Comparer(reader).compare(a, b).verdict != "contradiction"


@pytest.mark.parametrize("code", ["SY", "TN", "NO", "RU", "UA", "US", "FR", "IR", "MA", "IN", "NL", "SL"])
def test_every_country_is_treated_alike(reader: Reader, code: str) -> None:
    row: CountryRow = COUNTRIES[code]
    text = PATTERN.format(capital=row.capital, fs=row.demonyms[1] if len(row.demonyms) > 1 else row.demonyms[0])
    (check,) = _checks(reader, text)
    first, second = (span.of(text) for span in check.spans)
    assert first.endswith("a commis l'attentat") and second.endswith("n'est pas impliqué dans cet attentat")
