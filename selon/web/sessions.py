"""Who may edit: a token becomes a session, a session signs its forms; each request is held against the names served."""

import hmac
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

COOKIE = "selon_edit"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HERE = ("127.0.0.1", "::1")
_NOTICES = ("ruled", "undone")


class Editing(NamedTuple):
    """The secret of a server that lets people edit: who has it may."""

    token: str


class Session(NamedTuple):
    """What a page knows of its reader: where he is, whether he may edit (then the forms' token), what he has just ruled."""

    here: str
    csrf: str | None = None
    ruled: int | None = None
    undone: int | None = None


NOBODY = Session("/")
_SESSION: ContextVar[Session] = ContextVar("session", default=NOBODY)


def session() -> Session:
    """The session of the request that is being answered."""
    return _SESSION.get()


def new_editing() -> Editing:
    """A secret that nobody can guess."""
    return Editing(secrets.token_urlsafe(32))


def new_cookie(editing: Editing) -> str:
    """A session of its own, signed by the secret."""
    nonce = secrets.token_urlsafe(18)
    return f"{nonce}.{_signed(editing, 'session', nonce)}"


def is_session(editing: Editing, cookie: str) -> bool:
    """Whether the server has made a cookie."""
    nonce, _, signature = cookie.partition(".")
    return same(signature, _signed(editing, "session", nonce))


def csrf_of(editing: Editing, cookie: str) -> str:
    """What the forms of a session send back."""
    return _signed(editing, "form", cookie)


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, told in the same time whatever they are."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def fault_of_host(host: str | None, names: frozenset[str]) -> str | None:
    """Why a Host header is not one that is served: what another site's name leads here is no reader of this desk."""
    bare = _bare(host)
    if bare in names:
        return None
    return f"This desk is not called {bare[:100] or 'nothing'}: it answers as {', '.join(sorted(names))}."


def is_of_the_house(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether who asks sits at this machine, or may edit: what only its owner is told may be told."""
    client = connection.client.host if connection.client is not None else ""
    is_here = client in _HERE and _bare(connection.headers.get("host")) in LOOPBACK
    return is_here or session().csrf is not None


def _bare(host: str | None) -> str:
    name = (host or "").lower()
    return name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() else name


def fault_of_origin(headers: Mapping[str, str], origin: str) -> str | None:
    """Why a request to change something does not come from a page of this desk."""
    given, site = headers.get("origin"), headers.get("sec-fetch-site")
    if given is None and site is None:
        return "The browser does not say where this comes from: use one that sends Origin or Sec-Fetch-Site."
    # A page that sends no referrer has its forms say "null"; then what the browser says of the site decides.
    is_withheld = given == "null" and site == "same-origin"
    if given is not None and given != origin and not is_withheld:
        return f"This was sent from {given[:100]}, not from a page of this desk: nothing was changed."
    if site is not None and site != "same-origin":
        return "This was sent from another site, not from a page of this desk: nothing was changed."
    return None


def sessions(app: ASGIApp) -> ASGIApp:
    """Tells each request's session to whatever answers it."""

    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        held = _SESSION.set(_session(ASGIConnection(scope)))
        try:
            await app(scope, receive, send)
        finally:
            _SESSION.reset(held)

    return told


def _session(connection: ASGIConnection[Any, Any, Any, Any]) -> Session:
    query = parse_qsl(connection.scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=None)
    left = urlencode([(name, value) for name, value in query if name not in _NOTICES])
    here = connection.url.path + (f"?{left}" if left else "")
    editing: Editing | None = connection.app.state.get("editing")
    cookie = connection.cookies.get(COOKIE, "")
    if editing is None or not is_session(editing, cookie):
        return Session(here)
    found = dict(query)
    ruled, undone = (int(value) if (value := found.get(name, "")).isdecimal() and len(value) < 10 else None for name in _NOTICES)
    return Session(here, csrf_of(editing, cookie), ruled, undone)


def place_on_this_desk(address: str) -> str:
    """An address to go back to, the front page where it would lead elsewhere."""
    parts = urlsplit(address)
    is_plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() and "\\" not in address
    return address if is_plain and not parts.scheme and not parts.netloc else "/"


def _signed(editing: Editing, what: str, value: str) -> str:
    return hmac.new(editing.token.encode(), f"{what}:{value}".encode(), "sha256").hexdigest()
