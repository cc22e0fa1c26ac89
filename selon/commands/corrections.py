"""What the commands do by which a person corrects the desk."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from selon import outputs
from selon.commands import note, printed
from selon.desk import WRITE, Desk
from selon.desk.corrections import Told
from selon.terminal import corrections as shown


def merge(path: Path, a: str, b: str) -> int:
    """Rule that two stories are one and tell the ruling's number."""
    with Desk(path, WRITE) as desk:
        ruling = desk.merge(a, b)
        story, number = desk.story(ruling.a.split()[0]), ruling.number
    printed(f"ruling {number}: one story, {story.id} of {len(story.articles)} articles; selon undo {number} takes it back.")
    return 0


def split(path: Path, story: str, articles: Sequence[str]) -> int:
    """Rule that articles are of another story and tell the ruling's number."""
    with Desk(path, WRITE) as desk:
        number = desk.split(story, articles).number
        now = desk.story(articles[0]).id
    printed(f"ruling {number}: {', '.join(articles)} now in {now}; selon undo {number} takes it back.")
    return 0


def correct(path: Path, article: str, statement: str, speaker: str) -> int:
    """Rule who says a statement and tell the ruling's number."""
    with Desk(path, WRITE) as desk:
        number = desk.correct(article, statement, speaker).number
        told = next(one for one in desk.rulings() if one.ruling.number == number)
    printed(f"ruling {number}: {told.b.words} says {statement} of {article}; selon undo {number} takes it back.")
    return 0


def undo(path: Path, number: int) -> int:
    """Take a ruling back."""
    with Desk(path, WRITE) as desk:
        desk.undo(number)
        told = next(one for one in desk.rulings() if one.ruling.number == number)
    printed(f"ruling {number} is taken back: {shown.sentence(told)}.")
    return 0


def listed(path: Path, are_all: bool, as_json: bool) -> int:
    """Print the rulings that stand, or all."""
    with Desk(path) as desk:
        found = desk.rulings()
    wanted = [told for told in found if are_all or as_json or told.ruling.undone is None]
    if as_json:
        for told in found:
            outputs.to_stdout(msgspec.json.encode(_row(told)) + b"\n")
    elif wanted:
        outputs.to_stdout(shown.rulings(wanted, Console()).encode(sys.stdout.encoding or "utf-8", "replace"))
    else:
        note(f"nothing stands ruled by hand in {path}: selon same, different, merge, split and correct make rulings.")
    return 0


def _row(told: Told) -> dict[str, Any]:
    return {**told.ruling._asdict(), "told": shown.sentence(told), "is_void": told.is_void}
