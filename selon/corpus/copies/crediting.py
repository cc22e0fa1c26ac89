"""Whom an article names as where it comes from: its own provenance, its links, and the outlets that it cites."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from selon.model import Held
from selon.span import Span
from selon.stems import folded

CreditKind = Literal["link", "source_line", "translation", "agency", "byline", "statement"]
"""How another is named: by its address, on a line of provenance, by an agency's sign, among those who sign, or as who a statement
is attributed to."""

_LINK = re.compile(r"(?<![\w.@/-])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s)»\"]*)?", re.IGNORECASE)
_PIECE = re.compile(r"[^,/;&|()–—]+")
_ORDER: tuple[CreditKind, ...] = ("link", "source_line", "translation", "agency", "byline", "statement")
_LEAST_LETTERS = 2


class Credit(NamedTuple):
    """A name or address under which an article credits another, how, where it stands, and the squeezed forms of it."""

    kind: CreditKind
    name: str
    span: Span | None
    forms: frozenset[str]


class Credits(NamedTuple):
    """All whom an article credits, and the squeezed names and addresses under which it may be credited itself."""

    given: tuple[Credit, ...]
    called: frozenset[str]

    def of(self, other: "Credits") -> Credit | None:
        """The strongest credit that this article gives to the other one."""
        found = (credit for credit in self.given if other.called & credit.forms and not self.called & credit.forms)
        return min(found, key=lambda credit: _ORDER.index(credit.kind), default=None)

    @property
    def origins(self) -> tuple[Credit, ...]:
        """Those it comes from as a whole: what its provenance names beside itself."""
        named = (credit for credit in self.given if credit.kind not in ("link", "byline", "statement"))
        return tuple(credit for credit in named if not self.called & credit.forms)


def credits_of(held: Held) -> Credits:
    """Whom an article credits, and what it may be called by others."""
    article = held.record.article
    called = {squeezed(article.outlet or "")} | set(_addresses(article.url or ""))
    given = (*_provenance(held), *_links(held.text), *_linked(held.links), *_signed(held.byline), *_cited(held))
    return Credits(given, frozenset(name for name in called if len(name) >= _LEAST_LETTERS))


def squeezed(name: str) -> str:
    """A name as letters and digits alone: « Le Monde », « lemonde » and « LE MONDE » are one."""
    return "".join(re.findall(r"[^\W_]+", folded(name)))


def same_name(a: Credit, b: Credit) -> bool:
    """Whether two credits name the same."""
    return bool(a.forms & b.forms)


def _provenance(held: Held) -> Iterator[Credit]:
    for line in held.record.article.provenance:
        for piece in _PIECE.findall(line.outlet or ""):
            if line.kind != "byline" and squeezed(piece):
                yield Credit(line.kind, piece.strip(), line.span, _named(piece.strip()))


def _links(text: str) -> Iterator[Credit]:
    for found in _LINK.finditer(text):
        yield Credit("link", found[0], Span(*found.span()), frozenset(_addresses(found[0])))


def _linked(links: Iterable[str]) -> Iterator[Credit]:
    """What the page of an article links to; of a link to one page only that page is credited, not the whole outlet."""
    for link in links:
        found = tuple(_addresses(link))
        yield Credit("link", link, None, frozenset(form for form in found if "/" in form) or frozenset(found))


def _signed(byline: str | None) -> Iterator[Credit]:
    """Who signs by the page's own words beside the text: « Jeanne Corbel avec AFP »."""
    for piece in _PIECE.findall(byline or ""):
        for is_name, words in groupby(piece.split(), lambda word: word[:1].isupper()):
            if is_name:
                name = " ".join(words)
                yield Credit("byline", name, None, _named(name))


def _cited(held: Held) -> Iterator[Credit]:
    outlet = held.record.article.outlet
    for statement in held.record.statements:
        for name in dict.fromkeys((*statement.chain, statement.source.name)):
            if name and name != outlet:
                yield Credit("statement", name, statement.source.span, _named(name))


def _named(name: str) -> frozenset[str]:
    words = name.replace("’", "'").replace("'", "' ").split()
    # « l'agence Reuters », « le site Top War »: what stands before the first capital only says what it is.
    named = next((at for at, word in enumerate(words) if word[:1].isupper()), 0)
    return frozenset({squeezed(name), squeezed(" ".join(words[named:])), *_addresses(name)}) - {""}


def _addresses(address: str) -> Iterator[str]:
    """An address in full, its host, and the host's name alone; nothing where it is no address."""
    if not _LINK.fullmatch(address.strip()):
        return
    parts = urlsplit(address.strip() if "://" in address else f"//{address.strip()}")
    host = (parts.hostname or "").removeprefix("www.")
    yield from (host, squeezed(host.rpartition(".")[0]))
    if parts.path.strip("/"):
        yield host + parts.path.rstrip("/")
