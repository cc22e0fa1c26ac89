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
    ("Par Odile Morvan et Serge Le Goff", "Odile Morvan et Serge Le Goff", None),
]
TOGETHER = [
    ("Valmont, le 6 juin 2024. Par Odile Morvan.", "Odile Morvan", "2024-06-06", ["byline"]),
    ("Par Odile Morvan, le 6 juin 2024", "Odile Morvan", "2024-06-06", ["byline"]),
    ("Publié le 6 juin 2024 à 10h30 par Serge Dupré", "Serge Dupré", "2024-06-06", ["byline"]),
    ("Par Serge Dupré, avec AFP", "Serge Dupré", None, ["byline", "agency"]),
    ("Par Nadia Kaci (avec AFP et Reuters)", "Nadia Kaci", None, ["byline", "agency"]),
    ("Par Nadia Kaci avec l'AFP", "Nadia Kaci", None, ["byline", "agency"]),
    ("Valmont, le 6 juin 2024. Par temps calme, on voit le phare.", None, None, []),
    ("Par un matin de mai, avec AFP", None, None, []),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(("line", "byline", "outlet"), LINES)
def test_author_and_outlet(reader: Reader, line: str, byline: str | None, outlet: str | None) -> None:
    article = reader.read(Article(text=f"Le pont tient\n{line}{BODY}")).record.article
    assert (article.byline, article.outlet) == (byline, outlet)


@pytest.mark.parametrize(("line", "byline", "published", "kinds"), TOGETHER)
def test_one_line_tells_several_things(
    reader: Reader, line: str, byline: str | None, published: str | None, kinds: list[str]
) -> None:
    article = reader.read(Article(text=f"Le pont tient\n{line}{BODY}")).record.article
    assert (article.byline, article.published, [p.kind for p in article.provenance]) == (byline, published, kinds)


@pytest.mark.parametrize(
    ("line", "told", "byline", "outlet"),
    [
        ("Le pont est vieux.", "Jeanne Corbel", "Jeanne Corbel", None),
        ("Par Odile Morvan", "Jeanne Corbel", "Odile Morvan", None),
        ("Le pont est vieux.", "Le Monde", None, "Le Monde"),
    ],
)
def test_what_the_page_tells_of_its_author_stands_in_for_the_text(
    reader: Reader, line: str, told: str, byline: str | None, outlet: str | None
) -> None:
    article = reader.read(Article(text=f"Le pont tient\n{line}{BODY}", byline=told)).record.article
    assert (article.byline, article.outlet) == (byline, outlet)
