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
    "frame-with-an-aside-on-its-source": [
        ("Selon plusieurs journaux, dont Le Monde, le ministre y aurait vu le roi.", ["le ministre y aurait vu le roi"]),
        ("Selon des notes, publiées par Le Monde, le club aurait payé.", ["le club aurait payé"]),
        ("D'après une source, qui a témoigné lundi, la patronne aurait fui.", ["la patronne aurait fui"]),
        ("Selon le juge, pris par la nuit, le pilote aurait dévié.", ["pris par la nuit, le pilote aurait dévié"]),
    ],
    "name-that-is-the-subject-behind-a-frame": [
        ("D'après une source judiciaire, Odile Morvan y aurait vu Serge Dupré.", ["Odile Morvan y aurait vu Serge Dupré"]),
        ("Selon un greffier, Serge Dupré n'aurait rien signé.", ["Serge Dupré n'aurait rien signé"]),
        ("D'après une note interne, Nadia Kaci aurait payé, en mai, la dette.", ["Nadia Kaci aurait payé, en mai, la dette"]),
        ("Selon une avocate, Odile Morvan, le club aurait payé.", ["le club aurait payé"]),
    ],
    "frame-in-a-relative-clause": [
        ("L'homme, qui aurait agi seul selon la police, a été arrêté.", ["aurait agi seul"]),
        ("L'homme, qui, selon la police, aurait agi seul, a été arrêté.", ["aurait agi seul"]),
        ("Elle est allée à Lyon où, d'après une source, elle aurait vendu sa part.", ["elle aurait vendu sa part"]),
        ("L'homme aurait agi seul selon la police, qui cherche encore l'arme.", ["L'homme aurait agi seul"]),
    ],
    "frame-between-auxiliary-and-participle": [
        ("Le suspect aurait, selon un témoin, quitté la ville.", ["Le suspect aurait", "quitté la ville"]),
        ("La banque a, d'après le syndicat, vendu ses murs.", ["La banque a", "vendu ses murs"]),
        ("La fusion aurait, selon la radio, échoué.", ["La fusion aurait", "échoué"]),
        ("Le navire coulera selon la radio, citée par un voisin.", ["Le navire coulera"]),
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
