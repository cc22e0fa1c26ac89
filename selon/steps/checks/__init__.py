"""Comparisons that a careful editor would make: each file has one kind of them."""

from collections.abc import Sequence

from selon.analysis import Timed, Words
from selon.cast import Cast
from selon.lang.pack import Pack
from selon.model import Check, Statement
from selon.steps.checks.contradictions import contradiction_checks
from selon.steps.checks.dates import date_checks
from selon.steps.checks.offices import office_checks
from selon.steps.checks.responsibility import responsibility_checks


def checks(
    words: Words, pack: Pack, cast: Cast, timed: Timed, statements: Sequence[Statement]
) -> tuple[Check, ...]:
    """The checks of an article, in the order of the spans that they compare."""
    blamed = tuple(responsibility_checks(words, pack, statements))
    settled = {check.statements for check in blamed}
    worded = (check for check in contradiction_checks(words, pack, statements) if check.statements not in settled)
    found = (*date_checks(words.text, timed), *office_checks(words, pack, cast, timed), *blamed, *worded)
    return tuple(sorted(found, key=lambda check: check.spans))


__all__ = ["checks"]
