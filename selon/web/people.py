"""An actor: who it is, in which offices when, what it said and to whom, what is said of it, its contacts."""

from collections.abc import Iterable, Mapping
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from selon.corpus.identities import Place, Portrait
from selon.store import Kept
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer


@get("/actor/{name:str}", include_in_schema=False, sync_to_thread=True)
def actor_page(desk: OpenDesk, viewer: ThisViewer, name: FromPath[str]) -> Response[str]:
    """The page of the actor whom a name means."""
    found = desk.actor(name)
    told = found.portrait
    denied = [said for said in told.said if said.act == "deny"]
    shown: dict[str, Any] = {
        "said": [said for said in told.said if said.act != "deny"],
        "denied": denied,
        "offices": [
            (held.tenure, _by_words(held.places, found.texts))
            for held in sorted(told.offices, key=lambda held: (held.tenure.first or "", held.tenure.office))
        ],
        "met": sorted(told.contacts, key=lambda met: met.day or "", reverse=True),
    }
    return page(viewer, "actor", title=found.name, found=found, texts=found.texts, **shown)


@get(
    "/api/actor/{name:str}",
    sync_to_thread=True,
    responses=FAULTS,
    summary="What articles tell of an actor, each fact with its words.",
)
def actor(desk: OpenDesk, name: FromPath[str]) -> Portrait:
    """What articles tell of an actor."""
    return desk.actor(name).portrait


def _by_words(places: Iterable[Place], texts: Mapping[str, Kept]) -> dict[str, list[Place]]:
    """Places by the words that stand there, the first letter aside, in their order."""
    found: dict[str, list[Place]] = {}
    for place in places:
        words = " ".join(place.span.of(texts[place.article].text).split())
        found.setdefault(words[:1].upper() + words[1:], []).append(place)
    return found


HANDLERS: tuple[Any, ...] = (actor_page, actor)
