"""HTML pages: the body of the article in them, without what surrounds it, and what the page says of itself.

Bodies are found by trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15/) and dates that no machine-readable
mark tells by htmldate (Barbaresi 2020, https://doi.org/10.21105/joss.02439).
"""

import logging
import re
from collections.abc import Set
from typing import Any

import trafilatura
from htmldate import find_date
from trafilatura.metadata import extract_author

from selon.errors import InputError
from selon.ingest.blocks import Blocks, blocks
from selon.ingest.charset import text_of
from selon.ingest.incoming import Incoming
from selon.ingest.jsonl import Failure
from selon.ingest.metadata import Told, told
from selon.ingest.notices import is_wall
from selon.ingest.plain import accept, normalise
from selon.model import Article

PAGE_BYTES = 8_000_000
"""The longest page that is read, in bytes."""

ELEMENTS = 200_000
"""The most elements of a page that is read; none of the 181 measured pages has more than 1,600."""

_EXPECTED = "a page with the text of an article was expected"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEADINGS = 5
_SLOW = 10_000
# A front page or a menu is links for the most part; of the 181 measured pages a list of bargains has .65, all others .42 at most.
_LINKED = 0.7
_PAYWALLED = "declares that it is not free: its text may be only the beginning of the article"

# What these libraries say of single pages goes nowhere: a page that cannot be read is a Failure.
for _library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def page(data: bytes, where: str, url: str | None = None, charset: str | None = None) -> Incoming | Failure:
    """The article of a page, or why there is none; `url` is where it came from, `charset` what its header declares."""
    if len(data) > PAGE_BYTES:
        return _failure(where, url, f"is longer than {PAGE_BYTES:,} bytes: {_EXPECTED}; give its text as a file.")
    if not data.strip():
        return _failure(where, url, f"is empty: {_EXPECTED}; fetch it again.")
    try:
        return _read(text_of(data, charset)[0], where, url)
    except InputError as error:
        return Failure(where, url, str(error))
    except Exception as error:
        # Extractors meet pages that nobody foresaw; whichever way one breaks them, the rest of the pages must go on.
        reason = f"{type(error).__name__}: {error}"[:200]
        return _failure(where, url, f"is no page that can be taken apart ({reason}): {_EXPECTED}; give its text as a file.")


def fragment(markup: str, base: str | None) -> Blocks:
    """What a reader sees in a piece of HTML that is all article, such as the content of a feed's item."""
    tree = _tree(f"<html><body><div>{markup}</div></body></html>")
    return Blocks() if tree is None else blocks(tree, base)


def _read(markup: str, where: str, url: str | None) -> Incoming | Failure:
    tree = _tree(markup)
    if tree is None:
        return _failure(where, url, f"is no HTML: {_EXPECTED}; check the file.")
    if _elements(tree) > ELEMENTS:
        return _failure(where, url, f"has more than {ELEMENTS:,} elements: {_EXPECTED}; give its text as a file.")
    about = told(tree, url)
    headings = _headings(tree)
    title = _without_outlet(about.title or next(iter(headings), ""), about.outlet) or None
    published = about.published or _dated(tree, about.url)
    found = _body(tree, about.url or url)
    text = _without_title(found.paragraphs, {title or "", *headings})
    if not any(map(str.isalpha, text)) or found.linked > _LINKED * len(text):
        return _failure(where, url, f"has no text of an article: {_EXPECTED}; if a browser shows one, save the page from there.")
    if is_wall(text):
        return _failure(
            where, url, f"asks for consent in the place of an article: {_EXPECTED}; answer in a browser, save the page there."
        )
    notes = () if about.is_free else (f"{where} {_PAYWALLED}.",)
    article = Article(text=accept(text, where), title=title, outlet=about.outlet, url=about.url, published=published)
    byline = about.byline or extract_author(tree)
    return Incoming(article, where, _elsewhere(found.links, about), byline, about.modified, notes)


def _tree(markup: str) -> Any:
    return trafilatura.load_html(_NOT_XML.sub("\ufffd", _DECLARATION.sub("", markup.lstrip("\ufeff"), count=1)))


def _body(tree: Any, base: str | None) -> Blocks:
    _undo_layout_tables(tree)
    # Measured on 181 pages (evaluation/pages.py): favouring precision has the best F1 of all settings and the best precision.
    # Its second opinion takes the square of the number of paragraphs, so that a page of very many does without it.
    is_huge = _elements(tree) > _SLOW
    document = trafilatura.bare_extraction(
        tree, url=base, include_comments=False, include_links=True, favor_precision=not is_huge, fast=is_huge
    )
    body = getattr(document, "body", None)
    return Blocks() if body is None else blocks(body, base)


def _elements(tree: Any) -> int:
    return sum(1 for _ in tree.iter())


def _undo_layout_tables(tree: Any) -> None:
    """Make plain divisions of tables that hold tables: old pages are laid out in them, and no data stands in such cells."""
    for table in [table for table in tree.iter("table") if table.find(".//table") is not None]:
        for part in table.iter("table", "tbody", "tr", "td", "th"):
            if part is table or next(part.iterancestors("table"), table) is table:
                part.tag = "div"


def _headings(tree: Any) -> list[str]:
    """The first-order headings where there is one, the title of the document, else all of them."""
    headings, titles = ([_words(element) for element in tree.findall(f".//{tag}")] for tag in ("h1", "title"))
    return [words for words in (*headings[: len(headings) == 1], *titles[:1], *headings[:_HEADINGS]) if words]


def _words(element: Any) -> str:
    return " ".join(normalise("".join(element.itertext())[:2000]).split())[:300]


def _without_outlet(title: str, outlet: str | None) -> str:
    """The title without the outlet's name that a template puts behind it."""
    shorter = re.sub(rf"\s+[|–—·•-]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) if outlet else title
    return shorter or title


def _without_title(paragraphs: tuple[str, ...], titles: Set[str]) -> str:
    known = {" ".join(title.split()).casefold() for title in titles}
    repeats = " ".join(next(iter(paragraphs), "").split()).casefold() in known
    return "\n\n".join(paragraphs[1:] if repeats else paragraphs)


def _dated(tree: Any, url: str | None) -> str | None:
    return find_date(tree, original_date=True, extensive_search=False, url=url)


def _elsewhere(links: tuple[str, ...], about: Told) -> tuple[str, ...]:
    return tuple(link for link in links if link != about.url)


def _failure(where: str, url: str | None, what: str) -> Failure:
    return Failure(where, url, f"{where} {what}")
