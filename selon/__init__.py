"""Selon reads news articles and writes down who says what, to whom, according to whom and how surely."""

from selon.errors import InputError, OutputError, PackError, RecordError, SelonError
from selon.model import Article, Entity, Reading, Record, Source, Statement
from selon.reader import VERSION, Reader, read
from selon.span import Span

__version__ = VERSION

__all__ = [
    "Article", "Entity", "InputError", "OutputError", "PackError", "Reader", "Reading", "Record", "RecordError", "SelonError",
    "Source", "Span", "Statement", "read",
]  # fmt: skip
