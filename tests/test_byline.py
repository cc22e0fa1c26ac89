"""Who signs an article is told apart from the outlet that it stands in."""

import pytest

from selon.model import Article
from selon.reader import Reader

BODY = "\n\nLe maire a dit que le pont était sûr.\n"
LINES = [
    ("Par Odile Morvan, L'Écho du Port", "Odile Morvan", "L'Écho du Port"),
    ("Par Serge Dupré", "Serge Dupré", None),
    ("PAR NADIA KACI", "NADIA KACI", None),
    ("Par Le Monde", None, "Le Monde"),
    ("Source : L'Écho du Port", None, "L'Écho du Port"),
    ("Traduit de l'anglais par Paul Renard", None, None),
    ("Par un matin de mai", None, None),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(("line", "byline", "outlet"), LINES)
def test_author_and_outlet(reader: Reader, line: str, byline: str | None, outlet: str | None) -> None:
    article = reader.read(Article(text=f"Le pont tient\n{line}{BODY}")).record.article
    assert (article.byline, article.outlet) == (byline, outlet)
