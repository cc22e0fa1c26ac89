"""Articles as JSON lines that `selon add` and `selon read` take back, each with its record in the contract's form beside it."""

from typing import Any

import msgspec

from selon.export.contract import plain
from selon.model import Article, Held

_ENCODER = msgspec.json.Encoder()
_GIVEN = ("key", "title", "outlet", "url", "published", "byline", "modified", "links")


def line(article: Article, held: Held) -> bytes:
    """One line without its end: the article as it was given, then its id on the desk and its record.

    What the reader found out itself (an outlet from a source line, a day from a dateline) stands in the record alone, so that the
    line added to another desk is read to the same record. Statements whose speaker a person has corrected are named beside it.
    """
    given: dict[str, Any] = {name: getattr(article, name) for name in _GIVEN if getattr(article, name)}
    language = article.language or held.record.article.language
    record = {"article": held.id, "record": plain(held.record, held.text)}
    return _ENCODER.encode({**given, "language": language, "text": article.text, **record, **_corrected(held)})


def _corrected(held: Held) -> dict[str, Any]:
    told = [{"statement": one.statement, "source_as_read": plain(one.source, held.text)} for one in held.corrected]
    return {"corrected_by_hand": told} if told else {}
