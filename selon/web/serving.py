"""Serving a desk to the browser on this machine."""

import time
from pathlib import Path

import uvicorn
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from selon import logs
from selon.desk.taking import Means
from selon.web.application import application
from selon.web.sessions import Editing


def serve(
    desk: Path,
    host: str,
    port: int,
    editing: Editing | None = None,
    names: frozenset[str] | None = None,
    means: Means | None = None,
) -> None:
    """Serve the desk until interrupted, to whoever asks for one of the names; arguments as for `application`."""
    served = application(desk, editing=editing, names=names, means=means)
    if logs.is_json():
        uvicorn.run(logged(served), host=host, port=port, log_config=None, access_log=False, server_header=False)
    else:
        uvicorn.run(served, host=host, port=port, log_level="warning", server_header=False)


def logged(served: ASGIApp) -> ASGIApp:
    """The application with an event of each request: what kind of page was asked for, how it was answered, in how many ms.

    Which article or person was asked for and what was searched are not told: a log is read by others than a desk.
    """

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await served(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await served(scope, receive, noted)
        finally:
            needed = round(1000 * (time.perf_counter() - begun), 1)
            page = scope.get("path_template") or None
            logs.event("request", status >= 500 or not status, method=scope["method"], page=page, status=status, ms=needed)

    return asgi
