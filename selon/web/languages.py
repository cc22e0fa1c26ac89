"""The languages of the interface: the words of its catalogues, and which one a reader wants."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

WRITTEN_IN = "en"
"""The language in which the templates are written."""

_CATALOGUES = files("selon.web") / "locale"
LANGUAGES = (WRITTEN_IN, *sorted(folder.name for folder in _CATALOGUES.iterdir() if folder.is_dir()))
_WANTED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*(?:,|$)")


@cache
def translations(code: str) -> NullTranslations:
    """The words of the interface in one of `LANGUAGES`, read from its catalogue."""
    if code == WRITTEN_IN:
        return NullTranslations()
    catalogue = _CATALOGUES / code / "LC_MESSAGES" / "selon.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(catalogue.read_bytes()), locale=code))
    compiled.seek(0)
    return Translations(compiled)


def own_name(code: str) -> str:
    """What a language calls itself: `français`."""
    return str(Locale(code).get_language_name(code))


def wanted(asked: str | None, kept: str | None, accepted: str) -> str:
    """The language to show: the one asked for, else the one kept, else the first of an Accept-Language header (RFC 9110)."""
    return next((code for code in (asked, kept, *_by_weight(accepted)) if code in LANGUAGES), WRITTEN_IN)


def _by_weight(accepted: str) -> Iterator[str]:
    found = [(float(match[2] or 1), match[1].lower()) for match in _WANTED.finditer(accepted[:400])]
    yield from (code for weight, code in sorted(found, key=lambda pair: -pair[0]) if weight)
