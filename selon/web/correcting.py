"""Corrections by people: the forms' answers, the list of all rulings, and how a token lets somebody edit."""

from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode

from litestar import Request, Response, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency, Provide
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from selon.desk import WRITE, Desk
from selon.desk.corrections import Told
from selon.errors import InputError
from selon.model import Value
from selon.web.desks import OpenDesk
from selon.web.rendering import page
from selon.web.sessions import (
    COOKIE,
    Editing,
    csrf_of,
    fault_of_host,
    fault_of_origin,
    is_session,
    new_cookie,
    place_on_this_desk,
    same,
)
from selon.web.telling import FAULTS
from selon.web.viewers import ThisViewer

_MOST_FIELDS = 2_000
_LONGEST = 1_000_000
_CLOSED = "This desk is open to be read only: start it with selon serve --edit, and open the address that this prints."
_NO_SESSION = "This browser may read this desk but not change it: open the address that selon serve --edit printed."
_STALE = "This form is of another session: go back, load the page again, and send it from there. Nothing was changed."
Fields = dict[str, list[str]]
Token = Annotated[str, QueryParameter(max_length=200)]
Found = NamedDependency[Fields]


class Correction(Value, frozen=True):
    """A ruling: its number and kind, both sides in words, when it was made (ISO 8601), and taken back where it was."""

    number: int
    kind: str
    a: str
    b: str
    words: str
    made: str
    undone: str | None
    is_void: bool


def named_as_served(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse what asks for a name that is not served."""
    names: frozenset[str] | None = connection.app.state.get("names")
    fault = fault_of_host(connection.headers.get("host"), names) if names is not None else None
    if fault is not None:
        raise PermissionDeniedException(fault)


def may_edit(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse what does not come from a page of this desk in a session that may edit."""
    editing: Editing | None = connection.app.state.get("editing")
    if editing is None:
        raise PermissionDeniedException(_CLOSED)
    fault = fault_of_origin(connection.headers, f"{connection.url.scheme}://{connection.headers.get('host', '')}")
    if fault is None and not is_session(editing, connection.cookies.get(COOKIE, "")):
        fault = _NO_SESSION
    if fault is not None:
        raise PermissionDeniedException(fault)


async def sent_fields(request: Request[Any, Any, Any]) -> Fields:
    """The fields of a form of this session."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise InputError(f"the form is longer than {_LONGEST:,} bytes: fewer articles at once were expected.")
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise InputError(f"the form has more than {_MOST_FIELDS:,} fields: fewer articles at once were expected.") from None
    of_this_session(request, _one(fields, "csrf"))
    return fields


def of_this_session(request: Request[Any, Any, Any], csrf: str) -> None:
    """Refuse a form that this session was not given."""
    if not same(csrf, csrf_of(request.app.state.editing, request.cookies.get(COOKIE, ""))):
        raise PermissionDeniedException(_STALE)


@get("/edit", include_in_schema=False)
async def unlock(request: Request[Any, Any, Any], token: Token = "") -> Redirect:
    """The token becomes a cookie."""
    editing: Editing | None = request.app.state.get("editing")
    if editing is None:
        raise PermissionDeniedException(_CLOSED)
    if not same(token, editing.token):
        raise PermissionDeniedException("This is not the token that selon serve --edit printed: copy the whole address.")
    is_encrypted = request.url.scheme == "https"
    cookie = Cookie(COOKIE, value=new_cookie(editing), httponly=True, samesite="strict", secure=is_encrypted)
    return Redirect("/corrections", status_code=303, cookies=[cookie])


@get("/corrections", include_in_schema=False, sync_to_thread=True)
def corrections_page(desk: OpenDesk, viewer: ThisViewer) -> Response[str]:
    """All that people have ruled, each with the way back."""
    return page(viewer, "corrected", told=desk.rulings())


@get("/api/corrections", sync_to_thread=True, responses=FAULTS, summary="What people have ruled by hand, the newest first.")
def corrections(desk: OpenDesk) -> list[Correction]:
    """Every ruling, those taken back too."""
    return [_correction(told) for told in desk.rulings()]


@post(
    "/corrections/{what:str}", include_in_schema=False, sync_to_thread=True, guards=[may_edit],
    dependencies={"fields": Provide(sent_fields)}, status_code=303,
)  # fmt: skip
def correct(request: Request[Any, Any, Any], what: FromPath[str], fields: Found) -> Redirect:
    """Keep a ruling or take one back, and lead back to where the person was."""
    with Desk(request.app.state.desk, WRITE) as desk:
        number = _ruled(desk, what, fields)
    back = place_on_this_desk(_one(fields, "back"))
    notice = urlencode({"undone" if what == "undo" else "ruled": number})
    return Redirect(f"{back}{'&' if '?' in back else '?'}{notice}", status_code=303)


def _ruled(desk: Desk, what: str, fields: Fields) -> int:
    a, b = _one(fields, "a"), _one(fields, "b")
    match what:
        case "same":
            return desk.same(a, b).number
        case "different":
            return desk.different(a, b).number
        case "merge":
            return desk.merge(a, b).number
        case "split":
            return desk.split(a, fields.get("article", [])).number
        case "speaker":
            return desk.correct(_one(fields, "article"), _one(fields, "statement"), _one(fields, "speaker")).number
        case "undo" if (number := _one(fields, "number")).isdecimal() and len(number) < 10:
            return desk.undo(int(number)).number
    raise InputError(f"{what!r} is no correction: same, different, merge, split, speaker or undo was expected.")


def _one(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]


def _correction(told: Told) -> Correction:
    ruling = told.ruling
    sides = (told.a.words, told.b.words, told.words)
    return Correction(ruling.number, ruling.kind, *sides, ruling.made, ruling.undone, told.is_void)


HANDLERS = (unlock, corrections_page, corrections, correct)
