"""What the commands do that show stories."""

import sys
from pathlib import Path

import msgspec
from rich.console import Console

from selon import outputs
from selon.commands import note
from selon.desk import Desk
from selon.store.stories import Told
from selon.terminal import stories as terminal


def listed(path: Path, limit: int, as_json: bool) -> int:
    """Print the stories: as JSON all of them, else the last ones of several articles."""
    with Desk(path) as desk:
        if as_json:
            names = [[kept.name for kept in desk.story_articles(story)] for story in desk.stories()]
            rows = [{**_told(story), "articles": articles} for story, articles in zip(desk.stories(), names, strict=True)]
            outputs.to_stdout(msgspec.json.encode(rows) + b"\n")
            return 0
        found, alone = list(desk.stories(2, limit)), desk.standing_alone()
    if found:
        _print(terminal.stories(found, alone, Console()))
    else:
        note(f"{path} has no two articles on one event ({alone} stand alone): selon add takes more in.")
    return 0


def shown(path: Path, name: str, as_json: bool) -> int:
    """Print a story with its articles. Raises InputError."""
    with Desk(path) as desk:
        story = desk.story(name)
        articles = desk.story_articles(story)
    if as_json:
        columns = ("id", "key", "url", "title", "outlet", "published")
        rows = [{column: getattr(kept, column) for column in columns} for kept in articles]
        outputs.to_stdout(msgspec.json.encode({**_told(story), "articles": rows}) + b"\n")
    else:
        _print(terminal.story(story, articles, Console()))
    return 0


def _told(story: Told) -> dict[str, object]:
    return {name: getattr(story, name) for name in ("id", "title", "articles", "first", "last")}


def _print(text: str) -> None:
    outputs.to_stdout(text.encode(sys.stdout.encoding or "utf-8", "replace"))
