"""The commands of stories: list them, show one."""

from pathlib import Path

import click

from selon.cli.desk import desk_option


@click.command(short_help="List the stories: articles on one event.")
@desk_option
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="How many at most, without --json.")
@click.option("--json", is_flag=True, help="Print all stories as JSON, those of one article too.")
def stories(desk: Path, limit: int, json: bool) -> int:
    """List the stories of several articles, those told of last first."""
    from selon.commands import stories

    return stories.listed(desk, limit, json)


@click.command(short_help="Show the articles of a story.")
@click.argument("story", metavar="ID")
@desk_option
@click.option("--json", is_flag=True, help="Print the story with its articles as JSON.")
def story(story: str, desk: Path, json: bool) -> int:
    """Show the articles of a story in order: ID is its id, how that begins, or an article of it."""
    from selon.commands import stories

    return stories.shown(desk, story, json)


COMMANDS = (stories, story)
