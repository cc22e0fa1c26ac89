"""The commands by which a person corrects the desk: stories, speakers, and every ruling."""

from pathlib import Path

import click

from selon.cli.desk import desk_option


@click.command(short_help="Rule that two stories are one.")
@click.argument("a", metavar="STORY")
@click.argument("b", metavar="STORY")
@desk_option
def merge(a: str, b: str, desk: Path) -> int:
    """Rule that two stories are one, each named by its id or by an article of it. selon undo takes it back."""
    from selon.commands import corrections

    return corrections.merge(desk, a, b)


@click.command(short_help="Rule that articles of a story are of another.")
@click.argument("story", metavar="STORY")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@desk_option
def split(story: str, articles: tuple[str, ...], desk: Path) -> int:
    """Rule that the named articles of a story are of another one than the rest. selon undo takes it back."""
    from selon.commands import corrections

    return corrections.split(desk, story, articles)


@click.command(short_help="Rule who says a statement.")
@click.argument("article", metavar="ARTICLE")
@click.argument("statement", metavar="STATEMENT")
@click.option("--speaker", required=True, metavar="NAME", help="Who says it, as the article or the desk names him.")
@desk_option
def correct(article: str, statement: str, speaker: str, desk: Path) -> int:
    """Rule that another says a statement of an article: its number in selon show (3), or its id in the record (S3).

    The record stays as it was read; the ruling is laid over it wherever it is shown, as long as the words stand there.
    """
    from selon.commands import corrections

    return corrections.correct(desk, article, statement, speaker)


@click.command(short_help="List what was ruled by hand.")
@desk_option
@click.option("--all", "are_all", is_flag=True, help="Those taken back too.")
@click.option("--json", is_flag=True, help="Print a line of JSON for each, those taken back too.")
def rulings(desk: Path, are_all: bool, json: bool) -> int:
    """List the rulings that stand, the newest first, with their numbers for selon undo."""
    from selon.commands import corrections

    return corrections.listed(desk, are_all, json)


@click.command(short_help="Take a ruling back.")
@click.argument("number", type=int)
@desk_option
def undo(number: int, desk: Path) -> int:
    """Take back the ruling with a NUMBER, which selon rulings tells."""
    from selon.commands import corrections

    return corrections.undo(desk, number)


COMMANDS = (merge, split, correct, rulings, undo)
