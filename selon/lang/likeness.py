"""Countries that are alike in grammar: the words of one stand for those of all others before the tagger."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from selon.lang.rows import CountryRow

Shape = tuple[str, bool, int]
_STEM = 3


def stand_ins(countries: Sequence[CountryRow], preferred: Sequence[str], vowels: str) -> dict[str, str]:
    """For each country's name, capital, adjective and people the same of the first country, `preferred` before others, alike.

    Alike are words of one article, one sound at the start (`vowels` are elided before) and as many forms, so that every
    sentence with the one is a sentence with the other. A word that means two countries stands for itself.
    """
    ranks = {code: rank for rank, code in enumerate(preferred)}
    ordered = sorted(countries, key=lambda row: (ranks.get(row.code, len(ranks)), row.code))
    first: dict[Shape, tuple[str, ...]] = {}
    found: dict[str, set[str]] = {}
    for row in ordered:
        for shape, forms in _shaped(row, vowels):
            for form, other in zip(forms, first.setdefault(shape, forms), strict=True):
                found.setdefault(form, set()).add(other)
    return {form: next(iter(others)) for form, others in found.items() if len(others) == 1 and form not in others}


def _shaped(row: CountryRow, vowels: str) -> Iterator[tuple[Shape, tuple[str, ...]]]:
    """The groups of words of a country that stand or fall together, each with what it has to share with another's."""
    groups: list[tuple[str, tuple[str, ...]]] = [(row.article or "-", (row.name,)), ("capital", (row.capital,))]
    groups += [("adjective", forms) for forms in _by_stem(row.demonyms)] + [("people", forms) for forms in _by_stem(row.people)]
    for kind, forms in groups:
        if all(form.isalpha() for form in forms):
            yield (kind, forms[0][0].lower() in vowels, len(forms)), forms


def _by_stem(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The forms of each adjective of a list that may hold several: « japonais, japonaise », « nippon, nippone »."""
    return (tuple(group) for _, group in groupby(forms, key=lambda form: form[:_STEM]))
