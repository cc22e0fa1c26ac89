"""The table `ledger.toml`: who speaks for a state, and words that tell of a series of contacts."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from selon.errors import PackError
from selon.lang.rows import Row

ClaimKind = Literal["last", "first_since", "none_since"]


class StandingRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Roles whose holder speaks for a state; `alone` that only words of `within` may stand beside such a role."""

    roles: tuple[str, ...]
    within: frozenset[str] = frozenset()
    alone: bool = False


class ClaimRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell of a series of contacts; `before_contact` that they stand right before the words of a contact."""

    kind: ClaimKind
    forms: tuple[str, ...]
    before_contact: bool = False


class LedgerTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table: words that end or deny an office, bodies that are no state, words that open a time, and the rows."""

    not_holding: frozenset[str]
    not_states: frozenset[str]
    since: tuple[str, ...]
    standing: tuple[StandingRow, ...]
    claim: tuple[ClaimRow, ...]


@cache
def load_ledger(language: str) -> LedgerTable:
    """The table of a language; raises PackError where it does not fit."""
    return ledger_table(files("selon.lang").joinpath(language, "ledger.toml"), language)


def ledger_table(file: Traversable, language: str) -> LedgerTable:
    """The table that a file holds, its rows named after it; raises PackError as `load_ledger` does."""
    try:
        found = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), LedgerTable)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise PackError(f"{language}/ledger.toml: {error}; see selon/lang/ledger.py for what it may hold") from error
    ids = [row.id for row in (*found.standing, *found.claim)]
    if len(set(ids)) < len(ids):
        raise PackError(f"{language}/ledger.toml: two rows share an id; give each its own")
    return found
