"""The versions of an article: every text that stood at its address, with what each dropped and added."""

from itertools import pairwise
from typing import NamedTuple

from litestar import Response, get
from litestar.params import FromPath

from selon.model import Value
from selon.page.changes import Edit, edits
from selon.page.versions import Passage, edited
from selon.store import Kept
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer


class ToldEdit(Value, frozen=True):
    """Words that a version dropped or added: kind `dropped` or `added`."""

    kind: str
    words: str


class ToldVersion(Value, frozen=True):
    """A text that stood at an article's address, counted from 1, with what it changed of the one before, in text order.

    `added` is ISO 8601 in UTC; `published` and `modified` are what the page itself told.
    """

    id: str
    version: int
    added: str
    title: str | None
    text: str
    published: str | None
    modified: str | None
    changes: tuple[ToldEdit, ...]


class Version(NamedTuple):
    """A version with what its title and its text changed; nothing where it is the first one."""

    kept: Kept
    title: tuple[Edit, ...]
    passages: tuple[Passage, ...]

    @property
    def changed(self) -> tuple[Edit, ...]:
        """What was dropped and added, the title first."""
        runs = (*self.title, *(edit for passage in self.passages for edit in passage.edits))
        return tuple(edit for edit in runs if edit.kind != "same")


@get("/article/{name:str}/versions", include_in_schema=False, sync_to_thread=True)
def versions_page(desk: OpenDesk, viewer: ThisViewer, name: FromPath[str]) -> Response[str]:
    """Every version of an article, the newest one first, each with its difference to the one before."""
    found = _versions(desk.versions(name))
    return page(viewer, "versions", title=found[-1].kept.title or found[-1].kept.name, found=found)


@get(
    "/api/article/{name:str}/versions",
    sync_to_thread=True,
    responses=FAULTS,
    summary="Every text that stood at an article's address, with what changed.",
)
def versions(desk: OpenDesk, name: FromPath[str]) -> list[ToldVersion]:
    """Every version of an article, the first one first."""
    return [_told(version) for version in _versions(desk.versions(name))]


def _versions(kept: list[Kept]) -> list[Version]:
    first = [Version(kept[0], (), ())] if kept else []
    return first + [
        Version(after, edits(before.title or "", after.title or ""), edited(before.text, after.text))
        for before, after in pairwise(kept)
    ]


def _told(version: Version) -> ToldVersion:
    kept = version.kept
    told = tuple(ToldEdit(edit.kind, edit.words) for edit in version.changed)
    return ToldVersion(kept.id, kept.version, kept.added, kept.title, kept.text, kept.published, kept.modified, told)


HANDLERS = (versions_page, versions)
