"""The ledger: two sides picked, their contacts on an axis of time, the silences between them named."""

from datetime import date
from typing import Annotated, NamedTuple, get_args

from litestar import Response, get
from litestar.params import QueryParameter

from selon.corpus.ledger import Entry
from selon.desk.answers import ToldLedger
from selon.desk.ledger import Asked, Ledger
from selon.errors import InputError
from selon.model import ContactChannel
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

Side = Annotated[str, QueryParameter(max_length=200, description="A name in any spelling, or an ISO code of a country.")]
Day = Annotated[str, QueryParameter(max_length=10, pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="ISO 8601, partial too.")]
Way = Annotated[str, QueryParameter(max_length=20, description="meeting, phone, visit, letter, negotiation or other; none: any.")]
_MARGIN, _WIDTH = 20, 760


class Dot(NamedTuple):
    """A contact on the axis: how far along it stands, and what it is."""

    x: float
    entry: Entry


class Silence(NamedTuple):
    """The days between two contacts, and where on the axis they lie."""

    start: float
    end: float
    days: int


@get("/ledger", include_in_schema=False, sync_to_thread=True)
def ledger_page(
    desk: OpenDesk, viewer: ThisViewer, a: Side = "", b: Side = "", channel: Way = "", since: Day = "", until: Day = ""
) -> Response[str]:
    """The contacts of one side, or of one with another."""
    fault, found = "", None
    try:
        found = desk.ledger(asked_of(a, b, channel, since, until)) if a.strip() else None
    except InputError as error:
        fault = str(error)
    dots, silences = _axis(found) if found else ([], [])
    days = {gap.before: gap.days for gap in found.gaps} if found else {}
    return page(
        viewer, "ledger", a=a, b=b, channel=channel, since=since, until=until, fault=fault, found=found,
        dots=dots, silences=silences, days=days, channels=get_args(ContactChannel),
    )  # fmt: skip


@get("/api/ledger", sync_to_thread=True, responses=FAULTS, summary="The contacts of one side, or of one with another.")
def ledger(desk: OpenDesk, a: Side, b: Side = "", channel: Way = "", since: Day = "", until: Day = "") -> ToldLedger:
    """Entries by date, the silences between them, and what articles claim of them."""
    return ToldLedger(*desk.ledger(asked_of(a, b, channel, since, until)))


def asked_of(a: str, b: str, channel: str, since: str, until: str) -> Asked:
    """What an address asks of the ledger; raises InputError where it names no channel."""
    wanted = next((known for known in get_args(ContactChannel) if known == channel), None)
    if channel and wanted is None:
        raise InputError(f"{channel!r} is no channel: {', '.join(get_args(ContactChannel))} were expected; use one of them.")
    return Asked(tuple(name.strip() for name in (a, b) if name.strip()), wanted, since or None, until or None)


def _axis(found: Ledger) -> tuple[list[Dot], list[Silence]]:
    """The dated contacts along a line of `_WIDTH`, those of the same day on one spot."""
    days = {entry.id: _day(entry.date) for entry in found.entries if entry.date}
    if not days:
        return [], []
    first, last = min(days.values()), max(days.values())
    scale = (_WIDTH - 2 * _MARGIN) / max(last - first, 1)
    places = {entry: _MARGIN + (day - first) * scale for entry, day in days.items()}
    dots = [Dot(round(places[entry.id], 1), entry) for entry in found.entries if entry.id in places]
    between = (gap for gap in found.gaps if {gap.after, gap.before} <= places.keys())
    return dots, [Silence(places[gap.after], places[gap.before], gap.days) for gap in between]


def _day(value: str) -> int:
    return date.fromisoformat(value[:10] + "0000-01-01"[len(value[:10]) :]).toordinal()


HANDLERS = (ledger_page, ledger)
