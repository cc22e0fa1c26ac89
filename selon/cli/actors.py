"""The commands on actors and the ledger of their contacts."""

from pathlib import Path

import click

from selon.cli.desk import desk_option

CHANNELS = ("meeting", "phone", "visit", "letter", "negotiation", "other")


@click.command(short_help="Show an actor: names, offices, statements, contacts.")
@click.argument("name", nargs=-1, required=True, metavar="NAME|CODE")
@desk_option
@click.option("--json", is_flag=True, help="Print it as JSON, every fact with its words.")
def actor(name: tuple[str, ...], desk: Path, json: bool) -> int:
    """Show all that the desk tells of one person, government, organisation or state, under all its names.

    NAME may be any spelling that the desk knows, or an ISO code of a country: FR.
    """
    from selon.commands import actors

    return actors.actor(desk, " ".join(name), json)


@click.command(short_help="Rule that two names mean one actor.")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@desk_option
def same(a: str, b: str, desk: Path) -> int:
    """Rule that A and B are one actor. Every rebuild keeps it; selon undo takes it back."""
    from selon.commands import actors

    return actors.rule(desk, a, b, True)


@click.command(short_help="Rule that two names mean two actors.")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@desk_option
def different(a: str, b: str, desk: Path) -> int:
    """Rule that A and B are two actors. Every rebuild keeps it; selon undo takes it back."""
    from selon.commands import actors

    return actors.rule(desk, a, b, False)


@click.command(short_help="Show who was in contact with whom, when, and who says so.")
@click.argument("names", nargs=-1, metavar="[A [B]]")
@desk_option
@click.option("--channel", type=click.Choice(CHANNELS), help="Only contacts by this channel.")
@click.option("--since", metavar="DATE", help="Only contacts from this day, month or year on: 2024, 2024-04, 2024-04-05.")
@click.option("--until", metavar="DATE", help="Only contacts up to this day, month or year.")
@click.option("--last", is_flag=True, help="Only the last one that was held.")
@click.option("--json", is_flag=True, help="Print it as JSON.")
def ledger(
    names: tuple[str, ...], desk: Path, channel: str | None, since: str | None, until: str | None, last: bool, json: bool
) -> int:
    """Show the contacts of A, or of A with B: names in any spelling, or ISO codes of countries.

    A contact of a minister is also one of the state. Below the contacts stands what articles say of them (when the last one was,
    since when there was none), held against what others report.
    """
    from selon.commands import actors

    if len(names) > 2:
        raise click.UsageError(f"{len(names)} names were given, two at most are asked for: quote names of several words.")
    return actors.ledger(desk, names, channel, (since, until), last, json)


COMMANDS = (actor, same, different, ledger)
