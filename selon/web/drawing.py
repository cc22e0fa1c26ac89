"""The pictures of the desk by address, each as SVG and as the rows behind it in CSV."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from selon.model import Reading
from selon.page.accounts import claims
from selon.page.dates import first_day
from selon.page.findings import findings
from selon.web.accounting import Accounts
from selon.web.contacts import Day, Side, Way, asked_of
from selon.web.desks import OpenDesk
from selon.web.localized import days_in
from selon.web.pictures import Look, Row, as_csv, citations_picture, contacts_picture, timeline_picture
from selon.web.viewers import ThisViewer, Viewer

_MOST = 40
"""Rows of a picture: more are not read at a glance; the CSV has them all."""

Dark = Annotated[bool, QueryParameter(description="For a dark page.")]
Narrow = Annotated[bool, QueryParameter(description="For a phone.")]


@get("/pictures/ledger.svg", include_in_schema=False, sync_to_thread=True)
def ledger_svg(
    desk: OpenDesk, viewer: ThisViewer, a: Side, b: Side = "", channel: Way = "", since: Day = "", until: Day = "",
    dark: Dark = False, narrow: Narrow = False,
) -> Response[str]:  # fmt: skip
    """The dated contacts of the ledger along time, with the silences between them."""
    found = desk.ledger(asked_of(a, b, channel, since, until))
    days = {entry.id: _day(entry.date) for entry in found.entries}
    silences = [
        {"start": days[gap.after], "end": days[gap.before], "silence": days_in(gap.days, viewer.language)}
        for gap in found.gaps
        if days.get(gap.after) and days.get(gap.before)
    ]
    rows = [row for row in _contacts(found.entries, viewer) if row["day"]]
    return _svg(contacts_picture(rows, silences, " – ".join(found.sides), _look(viewer, dark, narrow)))


@get("/pictures/ledger.csv", include_in_schema=False, sync_to_thread=True)
def ledger_csv(
    desk: OpenDesk, viewer: ThisViewer, a: Side, b: Side = "", channel: Way = "", since: Day = "", until: Day = ""
) -> Response[str]:
    """The contacts of the ledger, those without a date too."""
    return _csv(_contacts(desk.ledger(asked_of(a, b, channel, since, until)).entries, viewer), "ledger")


@get("/pictures/article/{name:str}/timeline.svg", include_in_schema=False, sync_to_thread=True)
def article_svg(
    desk: OpenDesk, viewer: ThisViewer, name: FromPath[str], dark: Dark = False, narrow: Narrow = False
) -> Response[str]:
    """The dated events and contacts of an article along time."""
    kept = desk.article(name)
    rows = [row for row in _moments(desk, kept.id, viewer) if row["day"]]
    return _svg(timeline_picture(rows[:_MOST], kept.title or kept.name, _look(viewer, dark, narrow)))


@get("/pictures/article/{name:str}/timeline.csv", include_in_schema=False, sync_to_thread=True)
def article_csv(desk: OpenDesk, viewer: ThisViewer, name: FromPath[str]) -> Response[str]:
    """The events and contacts of an article, those without a date too."""
    return _csv(_moments(desk, desk.article(name).id, viewer), "timeline")


@get("/pictures/story/{name:str}/citations.svg", include_in_schema=False, sync_to_thread=True)
def story_svg(
    desk: OpenDesk, viewer: ThisViewer, accounting: Accounts, name: FromPath[str], dark: Dark = False, narrow: Narrow = False
) -> Response[str]:
    """Which outlet of a story cites whom."""
    story = desk.story(name)
    rows = _cited(desk, viewer, accounting, name)
    return _svg(citations_picture(rows[:_MOST], story.title or story.id, _look(viewer, dark, narrow)))


@get("/pictures/story/{name:str}/citations.csv", include_in_schema=False, sync_to_thread=True)
def story_csv(desk: OpenDesk, viewer: ThisViewer, accounting: Accounts, name: FromPath[str]) -> Response[str]:
    """Which outlet of a story cites whom, and in how many passages."""
    return _csv(_cited(desk, viewer, accounting, name), "citations")


def _contacts(entries: Sequence[Any], viewer: Viewer) -> list[Row]:
    words = viewer.words
    return [
        {
            "day": _day(entry.date), "date": entry.date or "", "channel": words.contact[entry.channel],
            "status": words.contact_status[entry.status], "between": ", ".join(party.name for party in entry.parties),
            "told by": ", ".join(dict.fromkeys(report.outlet or report.article for report in entry.reports)),
        }
        for entry in entries
    ]  # fmt: skip


def _moments(desk: OpenDesk, article: str, viewer: Viewer) -> list[Row]:
    held = desk.held(article)
    moments = findings(Reading(held.text, held.record), viewer.words).moments
    return [
        {
            "day": _day(moment.date), "date": moment.date, "what": f"{entry.what}: {entry.words}", "status": entry.status,
            "who": ", ".join(entry.who), "to whom": ", ".join(entry.to_whom),
        }
        for moment in moments for entry in moment.entries
    ]  # fmt: skip


def _cited(desk: OpenDesk, viewer: Viewer, accounting: Accounts, name: str) -> list[Row]:
    found = accounting.of(desk, desk.story_articles(desk.story(name)))
    told = (told for claim in claims(found, viewer.words, lambda _: None) for told in claim.told if len(told.chain) > 1)
    counted = Counter((one.outlet, one.chain[-1]) for one in told)
    return [{"outlet": outlet, "source": source, "passages": count} for (outlet, source), count in counted.most_common()]


def _day(value: str | None) -> str:
    first = first_day(value or "")
    return "{:04}-{:02}-{:02}".format(*first) if first else ""


def _look(viewer: Viewer, dark: bool, narrow: bool) -> Look:
    return Look(viewer.language, dark, 400 if narrow else 720)


def _svg(picture: str) -> Response[str]:
    return Response(picture, media_type="image/svg+xml", headers={"Vary": "Accept-Language, Cookie"})


def _csv(rows: Sequence[Row], name: str) -> Response[str]:
    return Response(
        as_csv(rows), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'}
    )


HANDLERS = (ledger_svg, ledger_csv, article_svg, article_csv, story_svg, story_csv)
