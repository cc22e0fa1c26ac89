"""An article of the desk: its text with who says what."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import MediaType, Request, Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, QueryParameter

from selon.export.contract import TOLD, record_to_json
from selon.model import Held, Reading
from selon.page import values
from selon.page.findings import layer_id, layer_spans
from selon.page.values import Moment
from selon.span import Span
from selon.web.citing import Cited, base_of
from selon.web.desks import OpenDesk
from selon.web.origins import place_of, relatives
from selon.web.places import address_of_reasons, asked_spans, spans_of
from selon.web.rendering import page
from selon.web.safety import POLICY
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

At = Annotated[str, QueryParameter(max_length=300, description="Spans to mark, in code points: 12-40,55-60.")]
_RECORD = {200: ResponseSpec(TOLD, generate_examples=False, description="The record."), **FAULTS}


@get("/article/{name:str}", include_in_schema=False, sync_to_thread=True)
def article(
    desk: OpenDesk, viewer: ThisViewer, request: Request[Any, Any, Any], name: FromPath[str], at: At = ""
) -> Response[str]:
    """The text as it was published, its statements underlined, a note beside each, the spans that are asked for marked."""
    kept = desk.article(name)
    held = desk.held(kept.id)
    shown = values(Reading(held.text, held.record), viewer.words, asked_spans(at))
    policy = POLICY.format(styles=f" 'sha256-{shown['style_digest']}'")
    shown |= {"kept": kept, "held": held, "versions": desk.versions(kept.id), "whys": _whys(held)}
    copies = desk.copies(kept.id)
    shown |= {"origin": place_of(desk, kept), "relatives": relatives(copies)}
    shown |= {"family": len(copies.family.members) if copies.family else 1}
    shown |= {"dated": _is_dated(shown["page"].findings.moments)}
    shown |= {"citations": Cited(kept, held, base_of(request), viewer.words).statements()}
    return page(viewer, "article", headers={"Content-Security-Policy": policy}, title=kept.title or kept.name, **shown)


def _whys(held: Held) -> dict[str, str]:
    """The address that tells why of each statement, by the id of its note, and of each layer's span, by its own."""
    layered = layer_spans(Reading(held.text, held.record))
    told: dict[str, tuple[Span, ...]] = {layer_id(layer, at): (span,) for layer, at, span in layered}
    told |= {f"s{at}": spans_of(statement) for at, statement in enumerate(held.record.statements, start=1)}
    return {name: address_of_reasons(held.id, spans) for name, spans in told.items()}


def _is_dated(moments: Sequence[Moment]) -> bool:
    """Whether a time line has more than one day to show."""
    return sum(bool(moment.date) for moment in moments) > 1


@get("/api/article/{name:str}", sync_to_thread=True, responses=_RECORD, summary="The record of an article, contract selon/1.")
def record(desk: OpenDesk, name: FromPath[str]) -> Response[bytes]:
    """The record of an article."""
    held = desk.held(desk.article(name).id)
    return Response(record_to_json(held.record, held.text), media_type=MediaType.JSON)


HANDLERS = (article, record)
