"""What the command does that shows the account of a story."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from click import UsageError
from rich.console import Console

from selon import outputs
from selon.commands import Engine, compared, note
from selon.desk import Desk
from selon.desk.answers import told_account
from selon.labels import labels
from selon.page import accounts as page
from selon.store import Kept
from selon.terminal import accounts as table


class Wanted(NamedTuple):
    """What is asked for: a story or several articles, all claims or those of several voices, as JSON, or as a page."""

    desk: Path
    names: tuple[str, ...]
    all: bool = False
    json: bool = False
    html: str | None = None


def accounts(wanted: Wanted, engine: Engine) -> int:
    """Print the account of a story, or write its page. Raises InputError and UsageError."""
    _check(wanted)
    with Desk(wanted.desk) as desk:
        title, story = _story(desk, wanted.names)
        found = desk.accounts(story, compared(engine))
    if wanted.json:
        outputs.to_stdout(msgspec.json.format(msgspec.json.encode(told_account(title, found)), indent=outputs.INDENT) + b"\n")
    elif wanted.html is not None:
        outputs.to_page(wanted.html, page.render(title, found, labels()).encode())
    else:
        _print(table.accounts(title, found, wanted.all, Console(), labels()))
        if not found.account.claims:
            note(f"nothing is stated in {len(story)} article{'s' * (len(story) > 1)}: selon show ID tells what was read in one.")
    return 0


def _check(wanted: Wanted) -> None:
    if wanted.json and wanted.html is not None:
        raise UsageError("--json and --html are two ways to write the same: choose one.")
    if wanted.html is not None and wanted.html != "-" and not wanted.html.endswith((".html", ".htm")):
        raise UsageError(f"--html needs a file that ends in .html, or - to print the page, but it was given {wanted.html!r}.")


def _story(desk: Desk, names: Sequence[str]) -> tuple[str, list[Kept]]:
    """The articles of a story, with its title, or those that are named."""
    if len(names) == 1:
        story = desk.story(names[0])
        return story.title or story.id, desk.story_articles(story)
    named = {kept.id: kept for kept in (desk.article(name) for name in names)}
    return f"{len(named)} articles", list(named.values())


def _print(text: str) -> None:
    outputs.to_stdout(text.encode(sys.stdout.encoding or "utf-8", "replace"))
