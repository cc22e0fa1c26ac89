"""Where the sentences of a text begin and end, without a parser: only the narration around statements asks for it."""

import re
from collections.abc import Iterator

from selon.span import Span, trimmed

_END = re.compile(r"[.!?…]+[\s\u00a0]*[»”\"]?(?=\s)|\n")
_OPENS = re.compile(r"[^\W\d_]|[\d«“\"(\[–—-]")
_SHORT = re.compile(r"(?:^|[\s('’.-])[^\W\d_]{1,2}$")
_BLANK = " \t\r\n\u00a0\u202f–—-"


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text in order; a line break ends one, a stop behind an initial or before a small letter does not."""
    at = 0
    for end in (*_ends(text), len(text)):
        found = trimmed(Span(at, end), text, _BLANK) if end > at else None
        if found is not None:
            yield found
        at = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if found[0] == "\n" or _is_end(text, found):
            yield found.end()


def _is_end(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 4) : found.start()], text[found.end() :].lstrip()[:1]
    if found[0].startswith(".") and _SHORT.search(before) and before[-1:].isupper():
        return False
    return not after or (_OPENS.match(after) is not None and not after.islower())
