"""Two sources of one article that say what cannot both hold get a check, and those that only seem to do not."""

import pytest

from selon.model import Article, Check
from selon.reader import Reader

DISPUTED = [
    (
        "Le ministre de la Défense Paul Arnaud a déclaré lundi que le régime de Valdorie n'était pas impliqué dans l'attentat "
        "de Brest. Son homologue Jean Duval a répondu qu'il y avait une trace de ce régime dans l'organisation de l'attentat.",
        ("n'était pas impliqué", "trace"),
    ),
    (
        "La directrice Anne Morvan affirme que l'usine a rejeté du plomb dans la rivière. Le maire Paul Kerven a démenti que "
        "l'usine ait rejeté du plomb dans la rivière.",
        ("rejeté", "démenti que l'usine ait rejeté"),
    ),
    (
        "Selon le syndicat, 4 000 personnes ont défilé à Nantes. La préfecture affirme que 900 personnes ont défilé à Nantes.",
        ("4 000 personnes", "900 personnes"),
    ),
    (
        "« Le pont est sûr », a assuré l'ingénieur Luc Perrin. « Ce pont est dangereux », a répliqué la députée Marie Castel.",
        ("sûr", "dangereux"),
    ),
]
ALIKE = [
    "Le ministre Paul Arnaud a déclaré que la grève était finie. La syndicaliste Marie Castel a dit que la grève était finie.",
    "Le ministre Paul Arnaud a déclaré que la grève était finie. La syndicaliste Marie Castel a dit que la grève du port "
    "n'avait pas de soutien.",
    "Selon le syndicat, 4 000 personnes ont défilé à Nantes. La préfecture affirme que 900 personnes ont défilé à Brest lundi.",
    "Le maire Paul Kerven a souhaité un débat local sur l'eau. La ministre Anne Morvan a souhaité un débat national sur l'eau.",
    "Le maire Paul Kerven a dit que le pont était sûr. Le maire Paul Kerven a dit ensuite que le pont n'était pas sûr.",
]


def _checks(reader: Reader, text: str) -> list[Check]:
    return [check for check in reader.read(Article(text=text)).record.checks if check.kind == "contradiction"]


@pytest.mark.parametrize(("text", "words"), DISPUTED)
def test_two_sources_dispute(reader: Reader, text: str, words: tuple[str, ...]) -> None:
    (check,) = _checks(reader, text)
    assert tuple(span.of(text) for span in check.spans) == words
    assert (check.verdict, len(set(check.statements))) == ("disputed", 2)


@pytest.mark.parametrize("text", ALIKE)
def test_what_can_both_hold_gets_no_check(reader: Reader, text: str) -> None:
    assert _checks(reader, text) == []
