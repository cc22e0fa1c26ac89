"""Invented articles with the records that stories are made from: names found by their words, dates by their form."""

import re

from selon.corpus.stories import Features, features
from selon.model import SCHEMA, ArticleInfo, Entity, Held, Record, Time
from selon.span import Span

NAMES = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÉÎ][\w'’-]+(?: [A-ZÉÎ][\w'’-]+)*")
DATES = re.compile(r"\b\d{1,2} (?:mai|juin|juillet|août)(?: \d{4})?")

FIRE = (
    ("2031-05-02", "Kerlann : un incendie ravage la halle aux poissons",
     "Un incendie a détruit la halle aux poissons de Kerlann dans la nuit. Le maire Yann Morvan a promis de la reconstruire."),
    ("2031-05-04", "Halle de Kerlann : la piste criminelle étudiée après l'incendie",
     "L'incendie de la halle de Kerlann pourrait être volontaire, selon la procureure Solenn Tanguy. Le maire Yann Morvan "
     "réclame la vérité. La halle aux poissons a brûlé le 2 mai."),
    ("2031-05-19", "Incendie de Kerlann : deux suspects devant la procureure",
     "Deux hommes ont été présentés à la procureure Solenn Tanguy pour l'incendie de la halle de Kerlann. "
     "Yann Morvan veut la rouvrir."),
)  # fmt: skip
OTHER_FIRE = (
    ("2031-05-05", "Trévidic : un incendie ravage le marché couvert",
     "Un incendie a détruit le marché couvert de Trévidic dans la nuit. La maire Annick Le Guen a promis de le reconstruire."),
)  # fmt: skip
ROUNDS = (
    ("2031-06-01", "Championnat de gouren : les résultats de la première journée",
     "Les lutteurs du championnat de gouren se sont affrontés à Plouvorn. Erwan Kerbrat mène devant Goulven Prigent."),
    ("2031-06-08", "Championnat de gouren : les résultats de la deuxième journée",
     "Les lutteurs du championnat de gouren se sont affrontés à Plouvorn. Goulven Prigent mène devant Erwan Kerbrat."),
)  # fmt: skip
ATTACKS = (
    ("2031-07-01", "Attaque au couteau à Brélès : trois blessés",
     "Un homme a blessé trois passants au couteau à Brélès. Il a été arrêté, selon le commissaire Tudal Riou."),
    ("2031-07-03", "Attaque au couteau à Lanildut : deux blessés",
     "Un homme a blessé deux passants au couteau à Lanildut. Il a été arrêté, selon la commissaire Maëlle Jézéquel."),
)  # fmt: skip


def held(article: str, published: str | None, title: str | None, text: str) -> Held:
    """An article with its names and dates."""
    spans: dict[str, list[Span]] = {}
    for found in NAMES.finditer(text):
        spans.setdefault(found[0], []).append(Span(*found.span()))
    entities = tuple(Entity(f"E{at}", name, "person", mentions=tuple(of)) for at, (name, of) in enumerate(spans.items(), 1))
    times = tuple(
        Time(f"T{at}", Span(*found.span()), "DATE", "XXXX-05-02", "absolute") for at, found in enumerate(DATES.finditer(text), 1)
    )
    info = ArticleInfo("0" * 32, "fr", len(text), title=title, published=published)
    return Held(article, text, Record(SCHEMA, "test", info, entities, times))


def entered(*groups: tuple[tuple[str, str, str], ...]) -> list[Features]:
    """The features of articles named after their group and place in it: a1, a2, b1."""
    return [
        features(held(f"{'abcdefgh'[group]}{at}", *article))
        for group, articles in enumerate(groups)
        for at, article in enumerate(articles, 1)
    ]
