"""Selon reads news articles and writes down who says what, to whom, according to whom and how surely."""

from importlib import import_module

from selon.errors import InputError, OutputError, PackError, RecordError, SelonError
from selon.model import Article, Entity, Reading, Record, Source, Statement
from selon.span import Span
from selon.version import __version__

__all__ = [
    "Article", "Comparison", "Entity", "InputError", "OutputError", "PackError", "Reader", "Reading", "Record", "RecordError",
    "SelonError", "Source", "Span", "Statement", "__version__", "compare", "read",
]  # fmt: skip

_ROOMS = {"Reader": "selon.reader", "read": "selon.reader", "compare": "selon.comparing", "Comparison": "selon.opposition"}


def __getattr__(name: str) -> object:
    """What needs the engine, loaded when first asked for: the tagger takes a second to import, `selon --help` must not."""
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'selon' has no attribute {name!r}")
