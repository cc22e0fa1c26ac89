"""Two figures with two sources in one sentence are two statements, and what only looks like it is left alone."""

import pytest

from selon.model import Article
from selon.reader import Reader

PAIRS = [
    (
        "Le cortège a réuni 1 400 marcheurs selon la police, 3 000 selon les organisateurs.",
        [("police", "1 400 marcheurs"), ("organisateurs", "3 000")],
    ),
    (
        "Entre 5 000 selon la préfecture et 12 000 personnes d'après les syndicats ont marché à Brest.",
        [("préfecture", "5 000"), ("syndicats", "12 000 personnes")],
    ),
    (
        "Les dégâts s'élèvent à 3 millions d'euros selon la ville, à près de 5 millions selon l'assureur.",
        [("ville", "3 millions d'euros"), ("assureur", "près de 5 millions")],
    ),
    (
        "De 300 (selon la police) à 900 (selon les organisateurs) marcheurs ont traversé Rennes.",
        [("police", "300"), ("organisateurs", "900")],
    ),
    (
        "La course a eu lieu le 3 mai selon le club, le 5 mai selon les habitants.",
        [("club", "le 3 mai"), ("habitants", "le 5 mai")],
    ),
    (
        "Selon la police, 1 200 personnes ont défilé, 3 000 selon les organisateurs.",
        [("police", "1 200 personnes ont défilé"), ("organisateurs", "3 000")],
    ),
    (
        "Le maire affirme que 300 élèves ont cessé le travail, près de 900 d'après le syndicat.",
        [("maire", "300 élèves ont cessé le travail"), ("syndicat", "près de 900")],
    ),
]  # fmt: skip
TRAPS = [
    ("La crue a fait 12 morts et 30 blessés selon les pompiers.", "La crue a fait 12 morts et 30 blessés"),
    ("Entre 500 et 800 personnes ont défilé, selon la préfecture.", "Entre 500 et 800 personnes ont défilé"),
    ("La route a coûté 3 millions selon la ville, et 200 ouvriers y ont travaillé.", "La route a coûté 3 millions"),
]


@pytest.mark.parametrize(("text", "wanted"), PAIRS)
def test_each_figure_goes_to_its_source(reader: Reader, text: str, wanted: list[tuple[str, str]]) -> None:
    statements = reader.read(Article(text)).record.statements
    assert [(s.source.name, *(span.of(text) for span in s.content)) for s in statements] == wanted
    assert all(s.within is None for s in statements)


@pytest.mark.parametrize(("text", "content"), TRAPS)
def test_one_source_keeps_its_clause(reader: Reader, text: str, content: str) -> None:
    (statement,) = reader.read(Article(text)).record.statements
    assert statement.content[0].of(text).startswith(content)
