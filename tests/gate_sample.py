"""Made-up gold for the tests of the gate, and a reader that finds what it is told to find."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from selon.model import SCHEMA, Addressee, Article, ArticleInfo, Decision, Reading, Record, Source, Statement
from selon.span import Span

SCORER = Path(__file__).with_name("gate_scorer.py")
BRIDGE = "Selon Jeanne Morvan, le pont est fermé. Elle affirme que les travaux dureront. La digue aurait cédé.\n"
HARBOUR = "Paul Kerven a déclaré à Léa Tual que le port rouvrirait. « Rien ne presse », dit-il.\n"
SCHOOL = "Le recteur a promis une école neuve. Des parents disent que la cour est trop petite.\n"


def at(text: str, words: str) -> dict[str, Any]:
    """Where the words first stand in the text, as a record says it."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold(text: str, number: int, source: tuple[str, str | None], cue: str | None, content: str, **other: Any) -> dict[str, Any]:
    """A gold statement; `source` is the name and the words that stand there."""
    name, words = source
    usual = {"mode": "indirect", "act": "state", "addressee": None, "within": None}
    usual |= {"certainty": "stated", "polarity": "+", "conditional_report": False}
    told = {"source": {"name": name, "span": at(text, words) if words else None}, "cue": at(text, cue) if cue else None}
    return {"id": f"s{number}", **told, "content": [at(text, content)], **usual, **other}


GOLD = {
    "bridge": (
        BRIDGE,
        [
            gold(BRIDGE, 1, ("Jeanne Morvan", "Jeanne Morvan"), "Selon", "le pont est fermé"),
            gold(BRIDGE, 2, ("Jeanne Morvan", "Elle"), "affirme", "les travaux dureront"),
            gold(BRIDGE, 3, ("author", None), "aurait cédé", "La digue aurait cédé", conditional_report=True),
        ],
    ),
    "harbour": (
        HARBOUR,
        [
            gold(HARBOUR, 1, ("Paul Kerven", "Paul Kerven"), "a déclaré", "le port rouvrirait", addressee="Léa Tual"),
            gold(HARBOUR, 2, ("Paul Kerven", "il"), "dit", "Rien ne presse", mode="direct"),
        ],
    ),
    "school": (
        SCHOOL,
        [
            gold(SCHOOL, 1, ("recteur", "Le recteur"), "a promis", "une école neuve", mode="reported_act", act="promise"),
            gold(SCHOOL, 2, ("unnamed: des parents", "Des parents"), "disent", "la cour est trop petite"),
        ],
    ),
}


def write(folder: Path) -> Path:
    """Writes the made-up set; in sorted order `school` is the third article, which is kept away."""
    folder.mkdir(parents=True)
    for name, (text, statements) in GOLD.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        annotation = {"doc": f"{name}.txt", "statements": statements, "contacts": []}
        (folder / f"{name}.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    return folder


def read(statement: dict[str, Any], **changes: Any) -> Statement:
    """The statement as a reader finds it that finds everything, but for the changes."""
    name, span = statement["source"]["name"], statement["source"]["span"]
    voice = "author" if name == "author" else "unnamed" if name.startswith("unnamed") else "named"
    to = statement["addressee"]
    found = {
        "id": statement["id"].upper(),
        "source": Source(voice, None, name.removeprefix("unnamed: "), _span(span)),  # type: ignore[arg-type]
        "cue": _span(statement["cue"]),
        "content": tuple(filter(None, map(_span, statement["content"]))),
        "addressee": Addressee(None, to) if to else None,
        **{key: statement[key] for key in ("mode", "act", "within", "certainty", "polarity", "conditional_report")},
    }
    return Statement(**{**found, **changes})


def _span(plain: dict[str, Any] | None) -> Span | None:
    return Span(plain["start"], plain["end"]) if plain else None


def reading(text: str, statements: Iterable[Statement], decisions: tuple[Decision, ...] = ()) -> Reading:
    """A reading that holds the statements and decisions."""
    info = ArticleInfo(id="0" * 32, language="fr", characters=len(text))
    return Reading(text, Record(schema=SCHEMA, reader="made up", article=info, statements=tuple(statements)), decisions)


class Told:
    """A reader that finds what it is told to find in each text, and nothing in others."""

    version = "made up"

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = {each.text: each for each in readings}

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            yield self._readings.get(article.text) or reading(article.text, [])


def all_found(*without: str) -> Told:
    """A reader that finds every gold statement but those named as `NAME/ID`."""
    kept = {name: [s for s in statements if f"{name}/{s['id']}" not in without] for name, (_, statements) in GOLD.items()}
    return Told(reading(GOLD[name][0], map(read, statements)) for name, statements in kept.items())
