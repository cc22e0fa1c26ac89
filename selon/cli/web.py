"""The command that opens the desk in the browser."""

from pathlib import Path
from typing import Any

import click

from selon.cli.desk import desk_option, log_option, private_option
from selon.cli.engine import engine_or


@click.command(short_help="Open the desk in the browser.")
@desk_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8642, show_default=True, help="The port to listen at.")
@click.option("--edit", is_flag=True, help="Let who opens the address that is printed add to the desk and correct it.")
@click.option("--expose", is_flag=True, help="With --edit: meant for other machines too. Whoever reads the traffic can edit.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name by which the desk is reached. May be repeated.")
@private_option
@log_option
@click.pass_obj
def serve(
    engine: Any, desk: Path, host: str, port: int, edit: bool, expose: bool, names: tuple[str, ...], private: tuple[str, ...]
) -> int:
    """Serve the desk as pages and as JSON, to be read, or with --edit to be added to and corrected; Ctrl-C ends it."""
    from selon.commands import serving

    return serving.serve(serving.Wanted(desk, host, port, edit, expose, names, private), engine_or(engine))


COMMANDS = (serve,)
