"""What kind of data bytes are: by their first bytes, then by the name's suffix, then by the declared type.

The marks of HTML are those of the MIME Sniffing Standard (https://mimesniff.spec.whatwg.org/).
"""

import json
import re
from pathlib import PurePosixPath
from typing import Literal

from selon.ingest.plain import undisguised
from selon.ingest.separated import is_header

Kind = Literal["plain", "html", "feed", "xml", "warc", "jsonl", "json", "csv", "parquet", "gzip"]

HEAD = 1024 * 1024
"""How many bytes are wanted: a table's encoding may show late."""

_LOOKED_AT = 64 * 1024

IN_FOLDERS: dict[str, Kind] = {
    ".txt": "plain", ".text": "plain", ".html": "html", ".htm": "html", ".xhtml": "html", ".rss": "feed", ".atom": "feed",
    ".xml": "xml", ".warc": "warc", ".wet": "warc", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet",
}  # fmt: skip
"""The suffixes, in small letters, of the files that are read where a folder is given; each may have .gz behind it."""

MANY: frozenset[Kind] = frozenset({"feed", "xml", "warc", "jsonl", "csv", "parquet"})
"""The kinds that hold many articles."""

_SUFFIXES: dict[str, Kind] = IN_FOLDERS | {".json": "json"}
_TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/rdf+xml": "feed", "application/warc": "warc", "application/jsonl": "jsonl", "application/x-ndjson": "jsonl",
    "application/json": "json", "text/csv": "csv", "text/tab-separated-values": "csv",
    "application/vnd.apache.parquet": "parquet",
}  # fmt: skip
_HTML = re.compile(
    r"(?>\s+|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|iframe|h1|div|table|article|main)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+<([\w.-]+:)?([\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
_FEEDS = frozenset({"rss", "feed", "rdf"})


def kind_of(head: bytes, name: str, content_type: str | None = None) -> Kind:
    """What the bytes that begin with `head` hold; what nothing tells is plain text, which refuses what is none."""
    return _by_content(head) or named_kind(name) or _TYPES.get((content_type or "").split(";")[0].strip().lower()) or "plain"


def _by_content(head: bytes) -> Kind | None:
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    text = undisguised(head[:_LOOKED_AT])[0].lstrip("\ufeff").lstrip()
    if text.startswith("<"):
        return _markup(text)
    line = text.split("\n", 1)[0]
    if text.startswith("{") and _is_object(line):
        return "jsonl"
    return "csv" if len(line) < _LOOKED_AT // 8 and is_header(line) else None


def _markup(text: str) -> Kind | None:
    if _HTML.match(text):
        return "html"
    root = _ROOT.match(text)
    if root and root[2].lower() == "html":
        return "html"
    if root and root[2].lower() in _FEEDS:
        return "feed"
    return "xml" if text.startswith(("<?xml", "<!DOCTYPE")) else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A line longer than the head is cut and no whole object; its beginning tells enough.
        return len(line) > _LOOKED_AT // 8 and line.startswith('{"')


def named_kind(name: str) -> Kind | None:
    """What a name promises; a URL is a name too."""
    path = PurePosixPath(name.replace("\\", "/").split("#")[0].split("?")[0])
    suffix = path.suffix.lower()
    return named_kind(path.stem) if suffix == ".gz" else _SUFFIXES.get(suffix)
