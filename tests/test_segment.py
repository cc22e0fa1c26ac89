"""Where sentences begin in lines as the news have them: headlines, datelines, abbreviations."""

import pytest

from selon.lang.loading import load
from selon.steps.segment import layout

RULES = load("fr").layouts


def _sentences(text: str) -> list[str]:
    starts = sorted(layout(text, RULES).sentence_starts)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "dateline",
    [
        "Vannes, le 4 mai 2021 – ",
        "Saint-Brieuc, 12 mars – ",
        "Brest (Finistère), lundi 3 juin 2019. — ",
        "4 mai 2021. – ",
        "Lorient (AFP) - ",
    ],
)
def test_a_sentence_begins_behind_the_dateline(dateline: str) -> None:
    text = f"{dateline}Le pont est fermé. Il rouvrira lundi."
    found = layout(text, RULES)
    assert len(dateline) in found.sentence_starts
    assert [p.kind for p in found.paragraphs] == ["dateline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Le maire, le 3 avril 2019 au matin, a parlé – puis il est parti.",
        "Vannes, ville ouverte – et fière de l'être.",
        "Le 4 mai 2021, Vannes a voté.",
    ],
)
def test_a_date_in_a_sentence_is_no_dateline(line: str) -> None:
    assert _sentences(line) == [line]


def test_a_headline_is_a_sentence_and_an_abbreviation_ends_none() -> None:
    text = "La digue a cédé\nM. Ternier et J.-P. Morin arrivent. « Elle était vieille. » Qui paiera ?"
    assert _sentences(text) == [
        "La digue a cédé",
        "M. Ternier et J.-P. Morin arrivent.",
        "« Elle était vieille. »",
        "Qui paiera ?",
    ]
