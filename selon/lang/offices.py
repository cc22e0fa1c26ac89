"""The table `offices.toml`: which offices of `data/offices.csv` the roles of a language stand for."""

from collections.abc import Iterable
from typing import Literal

from msgspec import structs

from selon.lang.rows import Row

OfficeKind = Literal["state", "government", "foreign", "defence"]


class OfficeRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Roles that are an office by themselves (`roles`), or with a word of `domain` beside them (`governing`).

    `within` are words that may stand beside such a role; `countries` (ISO 3166-1) limit the row, none means every country.
    """

    office: OfficeKind | None = None
    roles: tuple[str, ...] = ()
    governing: tuple[str, ...] = ()
    domain: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


def offices_of(rows: Iterable[OfficeRow], roles: str) -> tuple[OfficeRow, ...]:
    """The rows with the ids of their roles written out; `roles` is the place of the table of roles."""
    return tuple(
        structs.replace(
            row,
            office=row.office or row.id.rsplit("#")[-1],
            roles=tuple(f"{roles}#{role}" for role in row.roles),
            governing=tuple(f"{roles}#{role}" for role in row.governing),
        )
        for row in rows
    )
