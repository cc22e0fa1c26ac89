"""The command that opens the desk in the browser."""

from pathlib import Path

import click

from selon.cli.desk import desk_option


@click.command(short_help="Open the desk in the browser.")
@desk_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8642, show_default=True, help="The port to listen at.")
@click.option("--edit", is_flag=True, help="Let who opens the address that is printed correct the desk.")
@click.option("--expose", is_flag=True, help="With --edit: meant for other machines too. Whoever reads the traffic can edit.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name by which the desk is reached. May be repeated.")
def serve(desk: Path, host: str, port: int, edit: bool, expose: bool, names: tuple[str, ...]) -> int:
    """Serve the desk as pages and as JSON, to be read; Ctrl-C ends it."""
    from selon.commands import serving

    return serving.serve(serving.Wanted(desk, host, port, edit, expose, names))


COMMANDS = (serve,)
