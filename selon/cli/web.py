"""The command that opens the desk in the browser."""

from pathlib import Path

import click

from selon.cli.desk import desk_option


@click.command(short_help="Open the desk in the browser.")
@desk_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8642, show_default=True, help="The port to listen at.")
def serve(desk: Path, host: str, port: int) -> int:
    """Serve the desk as pages and as JSON, to be read; Ctrl-C ends it."""
    from selon.commands import note
    from selon.desk import Desk
    from selon.web.serving import serve

    Desk(desk).store.close()
    note(f"the desk {desk} is at http://{host}:{port}/ (Ctrl-C ends it)")
    serve(desk, host, port)
    return 0


COMMANDS = (serve,)
