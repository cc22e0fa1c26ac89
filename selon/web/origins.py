"""Where an article comes from: how it reached the desk, who read it, and what it has of others or others of it."""

from typing import Literal, NamedTuple

from litestar import get
from litestar.params import FromPath

from selon.corpus.copies import Kinship, Member
from selon.desk import Copies, Desk
from selon.model import Held, Value
from selon.store import Kept
from selon.store.articles import links_of
from selon.web.desks import OpenDesk
from selon.web.jobs import shown, uploads_of
from selon.web.telling import FAULTS

Direction = Literal["source", "copy", "open"]


class Relative(NamedTuple):
    """Whom an article copied (`source`), who copied it (`copy`), or with whom it shares text, which was first being `open`.

    `kept` and `kinship` are None for a source that it names and the desk does not hold.
    """

    direction: Direction
    name: str
    kept: Kept | None = None
    kinship: Kinship | None = None


class ToldRelative(Value, frozen=True):
    """An article or a name that an article has text of, or that has text of it.

    `share` is how much of the copy (of this article where that is open) stands in both, 0 to 1; `basis` is what tells the
    direction; `credited` is whether the copy names whom it copied.
    """

    direction: Direction
    name: str
    article: str | None = None
    published: str | None = None
    kind: str | None = None
    share: float | None = None
    basis: str | None = None
    credited: bool | None = None


class ToldOrigin(Value, frozen=True):
    """How an article reached the desk: `origin` is the file or the address that it was taken from.

    `published` and `modified` are what its page or its row told, ISO 8601, partial allowed; `added` is in UTC. `reader` is who
    made its record, `links` are what its page leads to. `family` is how many articles of this desk have text of each other, this
    one among them.
    """

    article: str
    version: int
    versions: int
    key: str | None
    url: str | None
    origin: str
    outlet: str | None
    byline: str | None
    published: str | None
    modified: str | None
    added: str
    language: str
    characters: int
    digest: str
    reader: str
    links: tuple[str, ...]
    family: int
    relatives: tuple[ToldRelative, ...]


def relatives(found: Copies) -> tuple[Relative, ...]:
    """What an article has of others and others of it, its sources first, then its copies, then what is open."""
    own = found.article.id
    made = [one for member in (found.family.members if found.family else ()) for one in _of(member, own, found)]
    order = ("source", "copy", "open")
    return tuple(sorted(made, key=lambda one: order.index(one.direction)))


def _of(member: Member, own: str, found: Copies) -> tuple[Relative, ...]:
    one = member.kinship
    if one is None:
        return (Relative("source", member.parent),) if member.external and member.parent and member.id == own else ()
    if own not in (one.a, one.b):
        return ()
    other = found.articles[one.b if one.a == own else one.a]
    direction: Direction = "open" if one.origin is None else "copy" if one.origin == own else "source"
    return (Relative(direction, other.outlet or other.name, other, one),)


def place_of(desk: Desk, kept: Kept) -> str:
    """The file or address that an article was taken from; a file that was sent, by its own name."""
    return shown(kept.origin, uploads_of(desk.path))


@get(
    "/api/article/{name:str}/origin",
    sync_to_thread=True,
    responses=FAULTS,
    summary="Where an article comes from: how it reached the desk, who read it, what it has of others.",
)
def origin(desk: OpenDesk, name: FromPath[str]) -> ToldOrigin:
    """Where an article comes from."""
    kept = desk.article(name)
    versions = len(desk.versions(kept.id))
    return _told(kept._replace(origin=place_of(desk, kept)), desk.held(kept.id), versions, desk.copies(kept.id))


def _told(kept: Kept, held: Held, versions: int, found: Copies) -> ToldOrigin:
    return ToldOrigin(
        kept.id, kept.version, versions, kept.key, kept.url, kept.origin, kept.outlet, kept.byline, kept.published, kept.modified,
        kept.added, kept.language, len(kept.text), held.record.article.id, held.record.reader, links_of(kept.links),
        len(found.family.members) if found.family else 1, tuple(_told_relative(one, kept.id) for one in relatives(found)),
    )  # fmt: skip


def _told_relative(one: Relative, own: str) -> ToldRelative:
    if one.kept is None or one.kinship is None:
        return ToldRelative(one.direction, one.name)
    kin = one.kinship
    share = kin.share_of(one.kept.id if one.direction == "copy" else own)
    return ToldRelative(
        one.direction, one.name, one.kept.id, one.kept.published, kin.kind, share, kin.basis, kin.is_credited
    )  # fmt: skip


HANDLERS = (origin,)
