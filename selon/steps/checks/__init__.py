"""Comparisons that a careful editor would make: each file has one kind of them."""

from selon.analysis import Timed
from selon.model import Check
from selon.steps.checks.dates import date_checks


def checks(text: str, timed: Timed) -> tuple[Check, ...]:
    """The checks of an article, in the order of the spans that they compare."""
    return tuple(sorted(date_checks(text, timed), key=lambda check: check.spans))


__all__ = ["checks"]
