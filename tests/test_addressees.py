"""To whom a statement is addressed: each mechanism with sentences that it gets right and one that it leaves alone."""

import pytest

from selon.model import Article
from selon.reader import Reader

CASES = {
    "outlet-between-verb-and-content": [
        ("Odile Morvan a expliqué lundi soir à L'Express que le port fermerait.", "L'Express"),
        ("Serge Dupré a confié pour sa part à Libération que la dette montait.", "Libération"),
        ("Nadia Kaci a déclaré hier matin au Figaro que la route serait coupée.", "Le Figaro"),
        ("Odile Morvan a expliqué que le port vendrait sa grue à L'Express.", None),
    ],
    "interview-goes-on": [
        ("Odile Morvan a déclaré à Libération que le port fermerait. « La grue est vieille », explique-t-elle.", "Libération"),
        ("Serge Dupré affirme à L'Express que la dette monte, ajoutant que la banque le sait.", "L'Express"),
        ("Nadia Kaci a confié au Figaro que la route serait coupée. « Le sol cède », dit-elle.", "Le Figaro"),
        ("Odile Morvan a déclaré à Libération que le port fermerait. « La grue est vieille », explique Serge Dupré.", None),
    ],
    "who-asked": [
        ("Odile Morvan, interrogée par Libération, affirme que le port fermera.", "Libération"),
        ("Contacté par L'Express, Serge Dupré a déclaré que la dette montait.", "L'Express"),
        ("Nadia Kaci, contactée par Le Figaro, assure que la route est sûre.", "Le Figaro"),
        ("Odile Morvan, élue par les pêcheurs, affirme que le port fermera.", None),
    ],
    "letter": [
        ("Odile Morvan affirme, dans une lettre au préfet, que le port est sûr.", "préfet"),
        ("Serge Dupré a déclaré dans un message à Nadia Kaci que la dette montait.", "Nadia Kaci"),
        ("Dans un courrier au maire, les voisins estiment que la rue est sale.", "maire"),
        ("Odile Morvan affirme, dans une lettre de mai, que le port est sûr.", None),
    ],
    "demand-that-goes-on": [
        ("Odile Morvan a adressé un avertissement à Serge Dupré et demandé des excuses.", "Serge Dupré"),
        ("La région a déclaré à Nadia Kaci que le port fermait et réclamé une étude.", "Nadia Kaci"),
        ("La ville a dit au préfet que la digue cédait et demandé de l'aide.", "préfet"),
        ("Odile Morvan a vu Serge Dupré et demandé des excuses.", None),
    ],
    "the-accused-is-not-spoken-to": [
        ("Odile Morvan accuse Serge Dupré d'avoir menti.", None),
        ("Le syndicat a accusé la direction de cacher les comptes.", None),
        ("Nadia Kaci accuse le préfet de négligence.", None),
        ("Odile Morvan exhorte Serge Dupré à partir.", "Serge Dupré"),
    ],
}  # fmt: skip
ADDRESSED = [pytest.param(*case, id=f"{name}-{i}") for name, cases in CASES.items() for i, case in enumerate(cases)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(("text", "name"), ADDRESSED)
def test_the_last_statement_is_addressed(reader: Reader, text: str, name: str | None) -> None:
    addressee = reader.read(Article(text=text)).record.statements[-1].addressee
    assert (addressee.name if addressee is not None else None) == name
