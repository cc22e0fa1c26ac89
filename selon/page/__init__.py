"""The page's face: one self-contained HTML page of a reading, for screen, paper and phone, without scripts."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from selon.labels import Labels
from selon.markup import visible
from selon.model import Reading
from selon.page.view import view
from selon.span import Span

_SHEETS = ("page.css", "findings.css")


def render(reading: Reading, words: Labels) -> str:
    """The page of one reading; everything the article brought is escaped, and the page may load and run nothing."""
    return environment().get_template("page.html.jinja").render(values(reading, words))


def values(reading: Reading, words: Labels, asked: Sequence[Span] = ()) -> dict[str, Any]:
    """What the template of the page is given: the view, with spans `asked` for, words of the interface, style and its digest.

    `whys` are addresses that tell why, by the id of a note or of a layer's span: a page alone has none.
    """
    style = _style(len(reading.record.statements))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    shown = {"ui": words.ui, "language": words.language, "style": style, "style_digest": digest}
    return {"page": view(reading, words, asked), "whys": {}, **shown}


def _style(statements: int) -> str:
    """The style sheet, with a rule for each statement that ties its note to its words."""
    return _sheet() + "".join(_tie(number) for number in range(1, statements + 1))


def _tie(number: int) -> str:
    told = ",".join(f"main:has(#{end}{number}:{state}) .k{number}" for end in "sw" for state in ("hover", "target"))
    noted = ",".join(f"main:has(#w{number}:{state}) #s{number}" for state in ("hover", "target"))
    return f"{told},{noted},#s{number}:target{{background:var(--mark)}}\n"


@cache
def _sheet() -> str:
    return "".join((files("selon.page") / name).read_text(encoding="utf-8") for name in _SHEETS)


@cache
def environment() -> Environment:
    """The templates of pages: all is escaped, and what is not given is an error."""
    return Environment(
        loader=PackageLoader("selon.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalized(value: object) -> object:
    return visible(value) if type(value) is str else value
