"""Serving a desk to the browser on this machine."""

from pathlib import Path

import uvicorn

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
    uvicorn.run(served, host=host, port=port, log_level="warning", server_header=False)
