"""Citations: words of an article with their source and all that leads back to them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from litestar import Request, get
from litestar.params import FromPath

from selon.labels import Labels, labels, outer_voices
from selon.model import Held, Statement, Value
from selon.span import Span
from selon.store import Kept
from selon.web.desks import OpenDesk
from selon.web.places import address_at
from selon.web.telling import FAULTS

_APART = " […] "


class Citation(Value, frozen=True):
    """Words as they stand in an article, parts that stand apart joined by […], and where they stand.

    `source` says them `through` others beside the outlet, outermost first; both are empty where no `statement` (its id) holds
    the words.
    `published` is ISO 8601, partial allowed; `view` is the address of the page that shows the words in their place.
    """

    words: str
    source: str | None
    through: tuple[str, ...]
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    view: str
    statement: str | None = None


class Cited(NamedTuple):
    """What is cited from: an article with its record, the address of the desk, and what unnamed sources are called."""

    kept: Kept
    held: Held
    base: str
    words: Labels

    def statement(self, statement: Statement) -> Citation:
        """The content of a statement as a citation."""
        found = {one.id: one for one in self.held.record.statements}
        through = tuple(name for name in outer_voices(statement, found, self.words) if name != self.kept.outlet)
        return self._citation(statement.content, self.words.source(statement.source), through, statement.id)

    def statements(self) -> list[Citation]:
        """Every statement as a citation, in order."""
        return [self.statement(statement) for statement in self.held.record.statements]

    def passage(self, spans: Sequence[Span]) -> Citation:
        """Some words as a citation, with the source of the innermost statement that holds them all."""
        around = [
            one for one in self.held.record.statements
            if all(any(part.covers(span) for part in one.content) for span in spans)
        ]  # fmt: skip
        inmost = min(around, key=lambda one: sum(map(len, one.content)), default=None)
        if inmost is None:
            return self._citation(spans, None, (), None)
        told = self.statement(inmost)
        return self._citation(spans, told.source, told.through, inmost.id)

    def _citation(self, spans: Sequence[Span], source: str | None, through: tuple[str, ...], statement: str | None) -> Citation:
        kept = self.kept
        words = _APART.join(" ".join(span.of(self.held.text).split()) for span in spans)
        view = self.base + address_at(kept.id, spans)
        return Citation(words, source, through, kept.title, kept.outlet, kept.published, kept.url, view, statement)


def base_of(request: Request[Any, Any, Any]) -> str:
    """The address of the desk that a request was sent to, without a slash at its end."""
    return str(request.base_url).rstrip("/")


@get(
    "/api/article/{name:str}/citations",
    sync_to_thread=True,
    responses=FAULTS,
    summary="Every statement of an article as a citation: its words, its source, and where they stand.",
)
def citations(desk: OpenDesk, request: Request[Any, Any, Any], name: FromPath[str]) -> list[Citation]:
    """Every statement of an article as a citation."""
    kept = desk.article(name)
    return Cited(kept, desk.held(kept.id), base_of(request), labels()).statements()


HANDLERS = (citations,)
