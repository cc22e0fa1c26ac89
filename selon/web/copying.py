"""Copies: the family of a text as a tree, and two of its articles side by side with what changed."""

from typing import Annotated, NamedTuple

from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from selon.corpus.copies import Kinship, Member
from selon.desk import Copies
from selon.desk.answers import ToldCopies, told_copies
from selon.page.changes import Changed, changes
from selon.store import Kept
from selon.web.desks import OpenDesk
from selon.web.places import address_at
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

Other = Annotated[str, QueryParameter(name="with", max_length=200, description="The id of the article to lay beside it.")]


class Shared(NamedTuple):
    """A passage in both articles, with what changed, and where it stands in each."""

    pieces: tuple[tuple[Changed, ...], tuple[Changed, ...]]
    links: tuple[str, str]
    words: int
    is_quoted: bool


class Pair(NamedTuple):
    """Two articles side by side, the one that was copied first where that is known."""

    kinship: Kinship
    sides: tuple[Kept, Kept]
    passages: tuple[Shared, ...]


@get("/copies/{name:str}", include_in_schema=False, sync_to_thread=True)
def copies_page(desk: OpenDesk, viewer: ThisViewer, name: FromPath[str], other: Other = "") -> Response[str]:
    """Who copied whom around an article."""
    found = desk.copies(name)
    one = _laid_beside(found, other)
    absent = dict.fromkeys(member.parent for member in _members(found) if member.external)
    return page(
        viewer, "copies", title=found.article.title or found.article.name, found=found, articles=found.articles,
        absent=sorted(absent, key=lambda name: name != (found.family.root if found.family else "")),
        pair=_pair(one, found) if one else None,
    )  # fmt: skip


@get(
    "/api/copies/{name:str}",
    sync_to_thread=True,
    responses=FAULTS,
    summary="Who copied whom around an article, with the passages taken over.",
)
def copies(desk: OpenDesk, name: FromPath[str]) -> ToldCopies:
    """Who copied whom around an article."""
    return told_copies(desk.copies(name))


def _members(found: Copies) -> tuple[Member, ...]:
    return found.family.members if found.family else ()


def _laid_beside(found: Copies, other: str) -> Kinship | None:
    """What is shown side by side: with the article that is asked for, else with whom it copied, else with who copied it."""
    own = [member.kinship for member in _members(found) if member.kinship and member.id == found.article.id]
    copied = [member.kinship for member in _members(found) if member.kinship and member.parent == found.article.id]
    every = [one for one in (*own, *copied, *found.quotations) if not other or other in (one.a, one.b)]
    return every[0] if every else None


def _pair(one: Kinship, found: Copies) -> Pair:
    is_turned = one.origin == one.b
    a, b = found.articles[one.a], found.articles[one.b]
    sides = (b, a) if is_turned else (a, b)
    return Pair(one, sides, tuple(_shared(one, at, sides, is_turned) for at in range(len(one.passages))))


def _shared(one: Kinship, at: int, sides: tuple[Kept, Kept], is_turned: bool) -> Shared:
    part = one.passages[at]
    spans = (part.b, part.a) if is_turned else (part.a, part.b)
    pieces = changes(spans[0].of(sides[0].text), spans[1].of(sides[1].text))
    links = address_at(sides[0].id, [spans[0]]), address_at(sides[1].id, [spans[1]])
    return Shared(pieces, links, part.words, part.quoted)


HANDLERS = (copies_page, copies)
