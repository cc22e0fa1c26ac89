"""An article of the desk: its text with who says what."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated
from urllib.parse import quote

from litestar import MediaType, Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, QueryParameter

from selon.export.contract import TOLD, record_to_json
from selon.model import Reading
from selon.page import values
from selon.page.values import Moment
from selon.span import Span
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.safety import POLICY
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

At = Annotated[str, QueryParameter(max_length=300, description="Spans to mark, in code points: 12-40,55-60.")]
_RECORD = {200: ResponseSpec(TOLD, generate_examples=False, description="The record."), **FAULTS}
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


def address_at(article: str, spans: Iterable[Span]) -> str:
    """The address at which some words of an article stand marked, and in view."""
    ordered = sorted(spans)
    told = ",".join(f"{span.start}-{span.end}" for span in ordered)
    return f"/article/{quote(article)}?at={told}#at{ordered[0].start}"


def asked_spans(at: str) -> tuple[Span, ...]:
    """The spans that an address asks for; what is none is left out."""
    found = (_SPAN.fullmatch(part) for part in at.split(","))
    return tuple(Span(int(one[1]), int(one[2])) for one in found if one is not None and int(one[1]) < int(one[2]))


@get("/article/{name:str}", include_in_schema=False, sync_to_thread=True)
def article(desk: OpenDesk, viewer: ThisViewer, name: FromPath[str], at: At = "") -> Response[str]:
    """The text as it was published, its statements underlined, a note beside each, the spans that are asked for marked."""
    kept = desk.article(name)
    held = desk.held(kept.id)
    shown = values(Reading(held.text, held.record), viewer.words, asked_spans(at))
    policy = POLICY.format(styles=f" 'sha256-{shown['style_digest']}'")
    headers = {"Content-Security-Policy": policy}
    versions = desk.versions(kept.id)
    shown |= {"kept": kept, "held": held, "versions": versions, "dated": _is_dated(shown["page"].findings.moments)}
    return page(viewer, "article", headers=headers, title=kept.title or kept.name, **shown)


def _is_dated(moments: Sequence[Moment]) -> bool:
    """Whether a time line has more than one day to show."""
    return sum(bool(moment.date) for moment in moments) > 1


@get("/api/article/{name:str}", sync_to_thread=True, responses=_RECORD, summary="The record of an article, contract selon/1.")
def record(desk: OpenDesk, name: FromPath[str]) -> Response[bytes]:
    """The record of an article."""
    held = desk.held(desk.article(name).id)
    return Response(record_to_json(held.record, held.text), media_type=MediaType.JSON)


HANDLERS = (article, record)
