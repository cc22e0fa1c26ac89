"""Serving a desk to the browser on this machine."""

from pathlib import Path

import uvicorn

from selon.web.application import application


def serve(desk: Path, host: str, port: int) -> None:
    """Serve the desk until interrupted."""
    uvicorn.run(application(desk), host=host, port=port, log_level="warning", server_header=False)
