"""What leaves the desk: articles with their records, one at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from selon.corpus.ledger import Difference, Entry, Finding
from selon.desk.copied import originals
from selon.desk.families import FamilyIds
from selon.desk.ledger import Asked, ledger
from selon.desk.query import parsed
from selon.desk.who import Who
from selon.errors import InputError
from selon.export.known import Filed, Known
from selon.export.rows import Row
from selon.model import Article, Held
from selon.store import Kept, Store, actors, articles, search, stories


def newest(store: Store, query: str) -> Iterator[Held]:
    """The newest version of each article, or of those that a query finds, in order of arrival; raises InputError."""
    if not query.strip():
        return articles.all_held(store)
    return (found for article in _answering(store, query) if (found := articles.held(store, article)) is not None)


def known(store: Store, query: str) -> Iterator[tuple[Held, Known]]:
    """The same, each with the actors and entries of the ledger that it tells of, and what it was copied from."""
    found, filed = newest(store, query), _filed(ledger(store, Asked(), FamilyIds(store)).entries)
    return ((held, Known(_actors(store, held), filed.get(held.id, {}), originals(store, held.id))) for held in found)


def story_rows(store: Store, wanted: Collection[str]) -> Iterator[tuple[str, Row]]:
    """The stories that the `wanted` articles are of, each with those of its articles."""
    for story in stories.listed(store, 1, None):
        if members := [kept.id for kept in stories.members(store, story.id) if kept.id in wanted]:
            row: Row = {"story": story.id, "title": story.title, "first": story.first, "last": story.last, "articles": members}
            yield "stories", row


def ledger_rows(store: Store, wanted: Collection[str]) -> Iterator[tuple[str, Row]]:
    """The ledger and what articles claim of it as rows, without what none of the `wanted` articles tells."""
    found = ledger(store, Asked(), FamilyIds(store))
    for entry in found.entries:
        if any(report.article in wanted for report in entry.reports):
            yield "ledger", _entry(entry)
    for finding in found.findings:
        if finding.placed.article in wanted:
            yield "ledger_claims", _claim(store, finding)


def _filed(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, Filed]]:
    """The entry of each contact, by article and by the contact's own id."""
    filed: dict[str, dict[str, Filed]] = defaultdict(dict)
    for entry in entries:
        disputed = any(difference.field in ("initiator", "status") for difference in entry.differences)
        is_call = entry.channel == "phone" and entry.status == "held" and entry.initiator is not None and not disputed
        for report in entry.reports:
            filed[report.article][report.told.contact] = Filed(entry.id, is_call)
    return filed


def _actors(store: Store, held: Held) -> dict[str, str]:
    who = Who(store)
    return {seen.entity: who.actor(seen) for seen in actors.in_article(store, held.id)}


def _entry(entry: Entry) -> Row:
    return {
        "entry": entry.id, "date": entry.date, "channel": entry.channel, "status": entry.status,
        "parties": [party.name for party in entry.parties], "actors": [party.actor for party in entry.parties],
        "initiator": entry.initiator.name if entry.initiator else None, "families": entry.families,
        "articles": sorted({report.article for report in entry.reports}), "denied_in": list(entry.denied),
        "differences": [_difference(difference) for difference in entry.differences],
    }  # fmt: skip


def _difference(difference: Difference) -> str:
    told = (f"{version.value} ({', '.join(version.articles)})" for version in difference.versions)
    return f"{difference.field}: {' / '.join(told)}"


def _claim(store: Store, finding: Finding) -> Row:
    placed = finding.placed
    held = articles.held(store, placed.article)
    return {
        "article": placed.article, "kind": placed.claim.kind, "words": placed.claim.span.of(held.text) if held else None,
        "since": placed.claim.since, "parties": [party.name for party in placed.parties], "verdict": finding.verdict,
        "why": finding.why, "entries": list(finding.entries),
    }  # fmt: skip


def given(store: Store, query: str) -> Iterator[tuple[Article, Held]]:
    """Each article as it was given: every version in order of arrival, or the newest of those that a query finds."""
    kept = articles.every(store) if not query.strip() else _named(store, _answering(store, query))
    return ((articles.given(one), found) for one in kept if (found := articles.held(store, one.id)) is not None)


def _answering(store: Store, query: str) -> list[str]:
    asked = parsed(query)
    found = search.answering(store, asked.words, asked.conditions, asked.is_of_statements)
    if not found:
        raise InputError(f"nothing answers {query!r}: there is nothing to export; try selon search with fewer words.")
    return found


def _named(store: Store, ids: Iterable[str]) -> Iterator[Kept]:
    return (kept for article in ids for kept in articles.named(store, article))
