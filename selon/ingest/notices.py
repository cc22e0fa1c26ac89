"""Notices that a page shows in the place of an article: walls of consent, told by their words (`notices.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files

from selon.model import Value
from selon.text import fold

_ROWS = 4
_LONGEST = 4000
_SHARE = 0.7


class ConsentRow(Value, frozen=True):
    """Words with which pages ask their reader for consent: one kind of them, in one language."""

    id: str
    forms: tuple[str, ...]
    source: str


def is_wall(text: str) -> bool:
    """Whether a text only asks for consent: short, forms of four rows of one language, in seven of ten of its paragraphs."""
    if len(text) > _LONGEST:
        return False
    paragraphs = [fold(paragraph) for paragraph in text.split("\n\n")]
    for rows in consent().values():
        hits = [{row.id for row in rows if any(form in paragraph for form in row.forms)} for paragraph in paragraphs]
        if len(set().union(*hits)) >= _ROWS and sum(map(bool, hits)) >= _SHARE * len(paragraphs):
            return True
    return False


@cache
def consent() -> dict[str, tuple[ConsentRow, ...]]:
    """The rows of each language, by its code."""
    table = tomllib.loads(files("selon.ingest").joinpath("notices.toml").read_text(encoding="utf-8"))
    rows = [ConsentRow(id=row["id"], forms=tuple(row["forms"]), source=row["source"]) for row in table["consent"]]
    return {code: tuple(row for row in rows if row.id.startswith(f"{code}/")) for code in {row.id[:2] for row in rows}}
