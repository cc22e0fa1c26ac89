"""The command of accounts."""

from pathlib import Path
from typing import Any

import click

from selon.cli.desk import desk_option
from selon.cli.engine import engine_or

EXAMPLES = """\b
Examples:
  selon accounts s3f2a
  selon accounts s3f2a --html account.html
  selon accounts lumen-0513 flash-0514 --json
"""


@click.command(short_help="Show who asserts, denies, repeats and contradicts what in a story.", epilog=EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="STORY|ARTICLE ARTICLE…")
@desk_option
@click.option("--all", "everything", is_flag=True, help="Show also what one voice alone tells.")
@click.option("--json", is_flag=True, help="Print the account as JSON.")
@click.option("--html", metavar="OUT", help="Write the account as a page; - prints it.")
@click.pass_obj
def accounts(engine: Any, names: tuple[str, ...], desk: Path, everything: bool, json: bool, html: str | None) -> int:
    """Show the accounts of a story side by side: each claim with all who make it, deny it, contradict it or are silent.

    STORY is a story's id, how that begins, or an article of it; several ARTICLEs are taken as they are named.
    """
    from selon.commands import accounts

    return accounts.accounts(accounts.Wanted(desk, names, everything, json, html), engine_or(engine))


COMMANDS = (accounts,)
