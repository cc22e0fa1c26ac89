"""Who held which office when: `data/offices.csv`, made from extracts of Wikidata (CC0) by `training/build_offices.py`."""

import csv
import unicodedata
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

import msgspec

_ALIKE = 0.85


class Tenure(msgspec.Struct, frozen=True):
    """A person in an office (state, government, foreign, defence) of a country (ISO 3166-1 alpha-2).

    Without `end` the office was held on the day of the extract, `snapshot`; what came later is not known. `spelled` says
    that the name is as news in French write it.
    """

    wikidata: str
    name: str
    label: str
    spelled: bool
    office: str
    country: str
    start: date
    end: date | None
    snapshot: date


def tenures(office: str, country: str) -> tuple[Tenure, ...]:
    """The known tenures of an office, in order; none where nothing is known."""
    return tuple(tenure for tenure in _all() if tenure.office == office and tenure.country == country)


def every() -> tuple[Tenure, ...]:
    """All known tenures."""
    return _all()


def holder(known: Sequence[Tenure], first: date, last: date) -> Tenure | None:
    """The only one of `known` who certainly held the office from `first` to `last`: not after the day of the extract."""
    during = [t for t in known if t.start <= last and first < (t.end or date.max)]
    if len(during) != 1:
        return None
    return during[0] if during[0].start <= first and last < (during[0].end or during[0].snapshot) else None


def is_called(tenure: Tenure, name: str) -> bool:
    """Whether a name can be this person's: last words alike, and first words where both have them."""
    return any(_alike(name, known) for known in (tenure.name, tenure.label))


def _alike(a: str, b: str) -> bool:
    left, right = _plain(a), _plain(b)
    if not left or not right or not _close(left[-1], right[-1]):
        return False
    return len(left) == 1 or len(right) == 1 or left[0][:1] == right[0][:1]


def _close(a: str, b: str) -> bool:
    return a == b or (a[:1] == b[:1] and SequenceMatcher(None, a, b).ratio() >= _ALIKE)


def _plain(name: str) -> list[str]:
    decomposed = unicodedata.normalize("NFD", name.lower())
    return "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c)).split()


@cache
def _all() -> tuple[Tenure, ...]:
    text = files("selon").joinpath("data", "offices.csv").read_text(encoding="utf-8")
    return tuple(_tenure(row) for row in csv.DictReader(text.splitlines()) if _dated(row))


def _dated(row: dict[str, str]) -> bool:
    """Whether the days of a row are known: a tenure that began or ended in some month is certain nowhere."""
    whole = len("2022-10-23")
    return len(row["start"]) == whole and len(row["end"]) in (0, whole)


def _tenure(row: dict[str, str]) -> Tenure:
    return Tenure(
        wikidata=row["wikidata"],
        name=row["name"],
        label=row["label"],
        spelled=row["spelled"] == "1",
        office=row["office"],
        country=row["country"],
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        snapshot=date.fromisoformat(row["snapshot"]),
    )
