"""Who says what in constructions that lead astray: every statement of a sentence by its source, cue and content."""

import pytest

from selon.model import Article
from selon.reader import Reader

Wanted = list[tuple[str | None, str, str]]
CASES: dict[str, list[tuple[str, Wanted]]] = {
    "words-that-are-denied-are-not-said": [
        ("Le maire a démenti avoir proposé un poste.", [("maire", "a démenti", "avoir proposé un poste")]),
        ("La ville nie avoir promis une prime.", [("ville", "nie", "avoir promis une prime")]),
        ("Le club se défend d'avoir critiqué l'arbitre.", [("club", "se défend", "avoir critiqué l'arbitre")]),
        (
            "Le maire a affirmé avoir proposé un poste.",
            [("maire", "a affirmé", "avoir proposé un poste"), ("maire", "avoir proposé", "un poste")],
        ),
    ],
    "a-name-with-a-civil-title-behind-its-description": [
        (
            "Paul Morvan est en prison. Son avocate, Me Claire Dupuis, du barreau de Brest, a dit qu'il ferait appel.",
            [("Claire Dupuis", "a dit", "il ferait appel")],
        ),
        ("Odile Morvan se tait. Selon son adjoint, M. Tessier, le port fermera.", [("Tessier", "Selon", "le port fermera")]),
        ("L'avocate de Paul Morvan, Me Dupuis, a dit qu'il ferait appel.", [("Dupuis", "a dit", "il ferait appel")]),
        ("Selon la juge, Mme Claire Dupuis a menti.", [("juge", "Selon", "Mme Claire Dupuis a menti")]),
    ],
    "a-channel-between-the-verb-and-its-subject": [
        (
            "« Nous tiendrons », a affirmé sur X Andriï Iermak, le chef de cabinet de M. Tessier.",
            [("Andriï Iermak", "a affirmé", "Nous tiendrons")],
        ),
        (
            "La route est rouverte, a indiqué sur Facebook Oleh Dratch, gouverneur de la région.",
            [("Oleh Dratch", "a indiqué", "La route est rouverte")],
        ),
        ("« Bravo », a déclaré au micro de France Inter Paul Morvan.", [("Paul Morvan", "a déclaré", "Bravo")]),
        ("« Bravo », a réagi sur Bluesky la maire de Brest.", [("maire de Brest", "a réagi", "Bravo")]),
        ("« Bravo », a dit X Dupré.", [("X Dupré", "a dit", "Bravo")]),
    ],
    "inserted-cues-that-read-as-nouns": [
        ("« Je suis lasse », soupire-t-elle.", [(None, "soupire-t-elle", "Je suis lasse")]),
        ("« C'est une honte », tempête Serge Dupré, le patron.", [("Serge Dupré", "tempête", "C'est une honte")]),
        ("« Rien ne va ! » peste un voisin.", [("un voisin", "peste", "Rien ne va")]),
        ("« Le Phare », conte pour enfants, se vend bien.", []),
        ("La tempête Odile a frappé le port.", []),
    ],
    "judged-by-somebody": [
        ("La ville a pris une mesure jugée insuffisante par Paul Morvan.", [("Paul Morvan", "jugée", "insuffisante")]),
        ("Une règle jugée absurde par les pêcheurs a été votée.", [("pêcheurs", "jugée", "absurde")]),
        ("La loi est jugée absurde par Serge Dupré.", [("Serge Dupré", "est jugée", "La loi … absurde")]),
        ("L'homme a été jugé lundi par le tribunal.", []),
    ],
}  # fmt: skip
SENTENCES = [pytest.param(*case, id=f"{name}-{i}") for name, cases in CASES.items() for i, case in enumerate(cases)]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_every_statement_of_the_sentence(reader: Reader, text: str, wanted: Wanted) -> None:
    statements = reader.read(Article(text)).record.statements
    found = [(s.source.name, s.cue.of(text) if s.cue else "", " … ".join(c.of(text) for c in s.content)) for s in statements]
    assert found == wanted
