"""The ledger in the terminal: contacts by date with the days between them, and what articles claim of them."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from selon.corpus.ledger import Difference, Entry, Finding, Party, Teller
from selon.desk.ledger import Ledger
from selon.labels import Labels
from selon.markup import visible
from selon.terminal.desk import captured
from selon.terminal.tables import Column, Section, laid_out

_LISTED = 3
_COLUMNS = 140
_CLAIMS = {"last": "the last contact was on {}", "first_since": "the first contact since {}", "none_since": "no contact since {}"}
_STYLES = {"consistent": "green", "inconsistent": "red", "unknown": "dim"}


def ledger(found: Ledger, console: Console, words: Labels) -> str:
    """The contacts of a question, the longest silence between them, and the claims."""
    columns = min(console.width, _COLUMNS)
    return captured(Group(*_parts(found, columns, words)), console)


def _parts(found: Ledger, columns: int, words: Labels) -> Iterator[RenderableType]:
    days = {gap.before: gap.days for gap in found.gaps}
    heads = (Column("date", 0), Column("what", 13), Column("between", 24), Column("told by", 22), Column("where they differ", 26))
    rows = tuple(_row(entry, days.get(entry.id), words) for entry in found.entries)
    if rows:
        yield laid_out(Section("", heads, rows), columns)
    dates = {entry.id: entry.date for entry in found.entries}
    longest = max(found.gaps, key=lambda gap: gap.days, default=None)
    if longest is not None and {longest.after, longest.before} <= dates.keys():
        between = f"{dates[longest.after]} → {dates[longest.before]}"
        yield Text(f"\nThe longest time without a reported contact: {longest.days} days ({between}).")
    if found.findings:
        yield Text("\nWhat articles say of these contacts, held against what others report", style="bold")
        yield laid_out(Section("", _claim_heads(), tuple(_claim(finding, words) for finding in found.findings)), columns)


def _claim_heads() -> tuple[Column, ...]:
    return Column("verdict", 0), Column("who says it", 20), Column("what", 26), Column("between", 26), Column("why", 34)


def _row(entry: Entry, days: int | None, words: Labels) -> tuple[Text, ...]:
    status = "" if entry.status == "held" else f", {words.contact_status[entry.status]}"
    silence = f"\nafter {days} days" if days is not None else ""
    return (
        Text(visible(entry.date or "no date"), style="bold"),
        Text.assemble(words.contact[entry.channel], status, (silence, "dim")),
        Text(visible(between(entry))),
        Text.assemble(_tellers(entry), (f"\n{_texts(entry)}", "dim")),
        Text("\n").join(_difference(difference) for difference in entry.differences),
    )


def between(entry: Entry) -> str:
    """The names of both sides, whoever began the contact first."""
    begun = entry.initiator
    first = [party for party in entry.parties if begun is not None and _is(party, begun)]
    names = [[party.name for party in group] for group in (first, [party for party in entry.parties if party not in first])]
    return " → ".join(", ".join(group) for group in names if group)


def _is(party: Party, begun: Party) -> bool:
    return party.actor == begun.actor or (begun.is_state and party.side == begun.side)


def _tellers(entry: Entry) -> Text:
    outlets = list(dict.fromkeys(visible(report.outlet or report.article) for report in entry.reports))
    denied = {visible(r.outlet or r.article): _names(r.told.tellers) for r in entry.reports if r.told.status == "denied"}
    more = f" and {len(outlets) - _LISTED} more" if len(outlets) > _LISTED else ""
    text = Text(", ".join(outlets[:_LISTED]) + more)
    for outlet, names in denied.items():
        text.append(f"\ndenied by {names or outlet}", style="red")
    return text


def _names(tellers: Iterable[Teller]) -> str:
    return ", ".join(dict.fromkeys(visible(teller.name) for teller in tellers if teller.name))


def _texts(entry: Entry) -> str:
    articles = len({report.article for report in entry.reports})
    copies = articles - entry.families
    return f"{articles} article{'s' * (articles != 1)}" + (f", {copies} of them copies" if copies > 0 else "")


def _difference(difference: Difference) -> Text:
    told = (f"{visible(version.value)} ({len(version.articles)})" for version in difference.versions)
    return Text.assemble((f"{difference.field}: ", "bold"), " / ".join(told))


def _claim(finding: Finding, words: Labels) -> tuple[Text, ...]:
    placed = finding.placed
    who = " · ".join(visible(part) for part in (placed.outlet, placed.published) if part)
    return (
        Text(words.verdict[finding.verdict], style=_STYLES[finding.verdict]),
        Text(who or placed.article),
        Text(_CLAIMS[placed.claim.kind].format(visible(placed.claim.since))),
        Text(", ".join(visible(party.name) for party in placed.parties)),
        Text(visible(finding.why + (f" ({', '.join(finding.days)})" if finding.days else ""))),
    )
