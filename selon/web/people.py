"""An actor: who it is, in which offices when, what it said and to whom, what is said of it, its contacts."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from selon.corpus.identities import Portrait
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer


@get("/actor/{name:str}", include_in_schema=False, sync_to_thread=True)
def actor_page(desk: OpenDesk, viewer: ThisViewer, name: FromPath[str]) -> Response[str]:
    """The page of the actor whom a name means."""
    found = desk.actor(name)
    return page(viewer, "actor", title=found.name, found=found, texts=found.texts)


@get(
    "/api/actor/{name:str}",
    sync_to_thread=True,
    responses=FAULTS,
    summary="What articles tell of an actor, each fact with its words.",
)
def actor(desk: OpenDesk, name: FromPath[str]) -> Portrait:
    """What articles tell of an actor."""
    return desk.actor(name).portrait


HANDLERS: tuple[Any, ...] = (actor_page, actor)
