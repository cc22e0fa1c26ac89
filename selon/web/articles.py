"""An article of the desk: its text with who says what, and its versions."""

from typing import Any

from litestar import MediaType, Response, get
from litestar.params import FromPath

from selon.export.contract import record_to_json
from selon.labels import labels
from selon.model import Reading
from selon.page import values
from selon.store import Kept
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.safety import POLICY


@get("/article/{name:str}", include_in_schema=False, sync_to_thread=True)
def article(desk: OpenDesk, name: FromPath[str]) -> Response[str]:
    """The text as it was published, its statements underlined, a note beside each."""
    kept = desk.article(name)
    held = desk.held(kept.id)
    shown = values(Reading(held.text, held.record), labels())
    policy = POLICY.format(styles=f" 'sha256-{shown['style_digest']}'")
    headers = {"Content-Security-Policy": policy}
    versions = desk.versions(kept.id)
    return page("article", headers=headers, title=kept.title or kept.name, query="", kept=kept, versions=versions, **shown)


@get("/api/article/{name:str}", sync_to_thread=True, summary="The record of an article, contract selon/1.")
def record(desk: OpenDesk, name: FromPath[str]) -> Response[bytes]:
    """The record of an article."""
    held = desk.held(desk.article(name).id)
    return Response(record_to_json(held.record, held.text), media_type=MediaType.JSON)


@get("/api/article/{name:str}/versions", sync_to_thread=True, summary="Every text that stood at an article's address.")
def versions(desk: OpenDesk, name: FromPath[str]) -> list[dict[str, Any]]:
    """Every version of an article, the first one first."""
    return [_told(kept) for kept in desk.versions(name)]


def _told(kept: Kept) -> dict[str, Any]:
    return {"id": kept.id, "version": kept.version, "added": kept.added, "title": kept.title, "text": kept.text}


HANDLERS = (article, record, versions)
