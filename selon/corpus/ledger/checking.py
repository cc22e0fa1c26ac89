"""Claims about the ledger held against it: consistent, inconsistent with an entry, or not enough to tell."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from selon.corpus.ledger.claims import Claim
from selon.corpus.ledger.days import day as day_of
from selon.corpus.ledger.days import days as days_of
from selon.corpus.ledger.entries import Entry
from selon.corpus.ledger.merging import STORY
from selon.corpus.ledger.reports import Party
from selon.model import Value

Verdict = Literal["consistent", "inconsistent", "unknown"]
_CHANNELS = ("phone", "letter", "visit")


class Placed(Value, frozen=True):
    """A claim with its parties as the corpus knows them, its article's id and day, and the article's family of copies."""

    article: str
    family: str
    claim: Claim
    parties: tuple[Party, ...]
    published: str | None = None
    outlet: str | None = None


class Finding(Value, frozen=True):
    """What the ledger says of a claim, and the ids and days of the entries that it rests on."""

    placed: Placed
    verdict: Verdict
    entries: tuple[str, ...]
    why: str
    days: tuple[str, ...] = ()


def check(placed: Placed, ledger: Sequence[Entry]) -> Finding:
    """What the entries of one pair say of a claim about it; only entries that another text reports count."""
    claim = placed.claim
    since, until = days_of(claim.since), _until(placed)
    if since is None:
        return Finding(placed, "unknown", (), "the time that it names is no day, month or year")
    if until is None:
        return Finding(placed, "unknown", (), "the article's own day is not known")
    known = [(day, entry) for entry in ledger if _counts(entry, placed) and (day := day_of(entry.date)) is not None]
    between = [entry for day, entry in known if since[1] < day < until and not _is_own(entry, placed)]
    if between:
        return _finding(placed, "inconsistent", between, "another text reports a contact in between")
    at = [entry for day, entry in known if since[0] <= day <= since[1]]
    if at:
        return _finding(placed, "consistent", at, "another text reports that contact, and none reports one in between")
    return Finding(placed, "unknown", (), "no other text in the corpus tells of this time")


def _finding(placed: Placed, verdict: Verdict, found: Sequence[Entry], why: str) -> Finding:
    return Finding(placed, verdict, tuple(entry.id for entry in found), why, tuple(entry.date or "" for entry in found))


def _until(placed: Placed) -> date | None:
    """The day before which there must have been no other contact; what the article's own story may be about is left out."""
    claim, published = placed.claim, days_of(placed.published)
    told = days_of(claim.day) if claim.kind == "first_since" else None
    if told is not None:
        return told[0]
    if published is None:
        return None
    return published[0] + timedelta(1) if claim.kind == "none_since" else published[0] - STORY


def _counts(entry: Entry, placed: Placed) -> bool:
    """Whether an entry is of the claim's parties and channel, was held, and is told by a text that is no copy of the claim's."""
    others = any(report.family != placed.family and report.told.status == "held" for report in entry.reports)
    channel = placed.claim.channel if placed.claim.channel in _CHANNELS else None
    return others and entry.status == "held" and channel in (None, entry.channel) and _covers(placed.parties, entry.parties)


def _covers(claimed: Iterable[Party], met: Sequence[Party]) -> bool:
    """Whether everyone whom the claim names, or somebody of the state that it names, was in a contact."""
    return all(any(p.actor == m.actor or (p.is_state and p.side == m.side) for m in met) for p in claimed)


def _is_own(entry: Entry, placed: Placed) -> bool:
    return any(report.article == placed.article for report in entry.reports)
