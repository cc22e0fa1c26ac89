"""Paragraphs and links of a tree of elements, whether of HTML or of what an extractor made of it."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin

from selon.ingest.plain import LIMIT, well_formed

LINKS = 500
"""The most links that are kept of one article."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "code", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "item", "lb", "li", "list",
    "main", "nav", "ol", "p", "pre", "quote", "row", "section", "table", "tr", "ul",
})  # fmt: skip
_LINKS = frozenset({"a", "ref"})
_CELLS = frozenset({"cell", "td", "th"})
_UNSEEN = frozenset({
    "audio", "button", "canvas", "figcaption", "iframe", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


class _Edge(Enum):
    BLOCK = "block"
    LINK_ENDS = "link ends"


class Blocks(NamedTuple):
    """Paragraphs in order, the absolute addresses of the links in them, once each, and how many code points stand in links."""

    paragraphs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    linked: int = 0

    def text(self) -> str:
        """The paragraphs, a blank line between two of them."""
        return "\n\n".join(self.paragraphs)


def blocks(tree: Any, base: str | None) -> Blocks:
    """What a reader sees in a tree (lxml): each block a paragraph, each row of a table one; it stops beyond LIMIT code points."""
    paragraphs: list[str] = []
    links: dict[str, None] = {}
    words: list[str] = []
    length = linked = depth = 0
    for piece in _pieces(tree):
        if isinstance(piece, str):
            words.append(piece)
            length += len(piece)
            linked += len(piece) if depth else 0
        elif piece is _Edge.BLOCK:
            paragraphs += _joined(words)
            words.clear()
        elif piece is _Edge.LINK_ENDS:
            depth -= 1
        else:
            depth += 1
            if len(links) < LINKS and (link := _absolute(str(piece.get("target") or piece.get("href") or ""), base)):
                links[link] = None
        if length > 4 * LIMIT:
            break
    return Blocks((*paragraphs, *_joined(words)), tuple(links), linked)


def _joined(words: list[str]) -> list[str]:
    paragraph = _BLANKS.sub(" ", "".join(words)).strip()
    return [paragraph] if paragraph else []


def _pieces(tree: Any) -> Iterator[Any]:
    """Text, edges, and the elements that link, in order; a page may nest deeper than Python calls."""
    ahead: list[tuple[Any, bool]] = [(tree, True)]
    while ahead:
        element, opens = ahead.pop()
        tag = element.tag if isinstance(element.tag, str) else "script"
        if opens and tag in _UNSEEN:
            yield element.tail if element.tail and element is not tree else ""
            continue
        if tag in _BLOCKS:
            yield _Edge.BLOCK
        elif tag in _CELLS:
            yield " "
        if tag in _LINKS:
            yield element if opens else _Edge.LINK_ENDS
        if opens:
            yield element.text or ""
            ahead.append((element, False))
            ahead += [(child, True) for child in reversed(element)]
        elif element is not tree:
            yield element.tail or ""


def _absolute(link: str, base: str | None) -> str | None:
    try:
        address = urldefrag(urljoin(base or "", well_formed(link.strip()))).url
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) and len(address) <= 2000 else None
