"""Where a content begins and ends: each mechanism with sentences that it gets right and one that it leaves alone."""

import pytest

from selon.model import Article
from selon.reader import Reader

CASES = {
    "quoted-fragment-before-its-frame": [
        ("Le mur, qui « barrera toute la vue du port » selon Odile Morvan, coûte cher.", ["barrera toute la vue du port"]),
        ("Il est parti, même s'il était « très content de son sort » selon Nadia Kaci.", ["très content de son sort"]),
        ("La ville bâtit un mur qui « fera peur à tout le monde » selon Serge Dupré.", ["fera peur à tout le monde"]),
        ("Le maire est parti selon Odile Morvan.", ["Le maire est parti"]),
    ],
    "bracket-with-its-own-source": [
        ("Le défilé a réuni 300 personnes (200 environ selon la préfecture).", ["200 environ"]),
        ("Le pont a coûté dix millions (douze millions selon Odile Morvan), dit-on.", ["douze millions"]),
        ("La crue a fait trois morts (quatre morts selon L'Express).", ["quatre morts"]),
        ("La crue (la pire depuis mai) a fait trois morts selon L'Express.", ["La crue (la pire depuis mai) a fait trois morts"]),
    ],
    "apposition-to-a-last-name": [
        ("Odile Morvan a annoncé avoir remplacé Serge Dupré, directeur venu de Lyon.", ["avoir remplacé Serge Dupré"]),
        ("Le club a annoncé que le poste irait à Nadia Kaci, ingénieure formée à Lille.", ["le poste irait à Nadia Kaci"]),
        ("Le maire affirme que le prix ira à Paul Renard, avocat installé à Brest.", ["le prix ira à Paul Renard"]),
        ("Le maire affirme que la route ira à Brest et à Quimper.", ["la route ira à Brest et à Quimper"]),
    ],
    "another-report-behind-a-comma": [
        ("Le pont pourrait fermer en mai, comme le rappelle Odile Morvan.", ["Le pont pourrait fermer en mai"]),
        ("Le port devrait rouvrir lundi, comme l'a dit Serge Dupré.", ["Le port devrait rouvrir lundi"]),
        ("La digue pourrait céder, comme l'a expliqué Nadia Kaci.", ["La digue pourrait céder"]),
        ("Le pont pourrait fermer en mai comme en juin.", ["Le pont pourrait fermer en mai comme en juin"]),
    ],
    "quotation-that-ends-a-phrase": [
        ("Odile Morvan a dénoncé une situation « de plus en plus grave ».", ["une situation « de plus en plus grave »"]),
        ("Serge Dupré a condamné une attaque « lâche et odieuse ».", ["une attaque « lâche et odieuse »"]),
        ("Nadia Kaci a critiqué une loi « faite pour les riches ».", ["une loi « faite pour les riches »"]),
        ("Odile Morvan a dénoncé une situation. « Tout va mal », a dit Nadia Kaci.", ["une situation"]),
    ],
    "adverb-of-the-cue": [
        ("Odile Morvan a annoncé officiellement soutenir Serge Dupré.", ["soutenir Serge Dupré"]),
        ("Nadia Kaci affirme publiquement avoir payé la dette.", ["avoir payé la dette"]),
        ("Serge Dupré assure également vouloir partir.", ["vouloir partir"]),
        ("Serge Dupré assure ne pas vouloir partir.", ["ne pas vouloir partir"]),
    ],
    "connective-before-a-hedge": [
        ("En effet, le pont pourrait céder.", ["le pont pourrait céder"]),
        ("Par ailleurs, la digue devrait rouvrir lundi.", ["la digue devrait rouvrir lundi"]),
        ("Au contraire, la dette semble stable.", ["la dette semble stable"]),
        ("En mai, le pont pourrait céder.", ["En mai, le pont pourrait céder"]),
    ],
}  # fmt: skip
CONTENTS = [pytest.param(*case, id=f"{name}-{i}") for name, cases in CASES.items() for i, case in enumerate(cases)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(("text", "content"), CONTENTS)
def test_a_content_ends_where_it_should(reader: Reader, text: str, content: list[str]) -> None:
    assert content in [[span.of(text) for span in s.content] for s in reader.read(Article(text=text)).record.statements]
