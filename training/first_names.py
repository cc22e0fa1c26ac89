"""Prints the table of French first names, made from Faker's: python -m training.first_names > selon/lang/fr/names.toml."""

import pkgutil
import textwrap
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from faker import VERSION
from faker.providers import person

OWN = ("fr_FR", "fr_BE", "fr_CH", "fr_CA", "fr_QC")  # where two countries differ (Andrea, Jean), these say what French news mean
LEFT_OUT = ("en",)  # surnames and places among them: the countries of English have lists of their own
CLEAR = 3  # times as many countries
FIELDS = {"m": ("first_names_male", "first_names_male_est"), "f": ("first_names_female",)}
WIDTH = 128
HEADER = """\
# First names with the gender of those who bear them; empty where both do. Written by training/first_names.py, not by hand.
#
# Most are from Faker, whose licence asks for this notice: Copyright (c) 2012 Daniele Faraglia. Permission is hereby granted, free
# of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the
# Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute,
# sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
# following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial
# portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
# LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
# AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def latin(name: str) -> bool:
    """Whether a name is one capitalised word in Latin letters of three and more."""
    letters = name.replace("-", "")
    return len(letters) > 2 and name[0].isupper() and all("LATIN" in unicodedata.name(c, "") for c in letters)


def listed() -> Iterator[tuple[str, str, str]]:
    """Locale, gender and name of every entry."""
    for found in pkgutil.iter_modules(person.__path__):
        if found.name in LEFT_OUT:
            continue
        provider = import_module(f"{person.__name__}.{found.name}").Provider
        for gender, fields in FIELDS.items():
            for name in {name for field in fields for name in getattr(provider, field, ())}:
                if latin(name):
                    yield found.name, gender, name


def gender_of(votes: Counter[str], own: set[str]) -> str:
    """`m`, `f`, or `` where the countries do not agree."""
    if len(own) == 1:
        return next(iter(own))
    (most, count), *rest = votes.most_common()
    return most if not rest or (not own and count >= CLEAR * rest[0][1]) else ""


def added() -> dict[str, list[str]]:
    """The names of `first_names.toml` by gender."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {gender: table[gender].split() for gender in FIELDS}


def main() -> None:
    """Prints the table."""
    votes: dict[str, Counter[str]] = {}
    own: dict[str, set[str]] = {}
    for locale, gender, name in listed():
        votes.setdefault(name, Counter())[gender] += 1
        if locale in OWN:
            own.setdefault(name, set()).add(gender)
    for gender, names in added().items():
        for name in names:
            own[name], votes[name] = {gender}, Counter([gender])
    print(HEADER)
    print(f'source = "Faker {VERSION}, first names by country; training/first_names.toml"')
    for gender in ("m", "f", ""):
        chosen = " ".join(sorted(name for name in votes if gender_of(votes[name], own.get(name, set())) == gender))
        forms = textwrap.fill(chosen, WIDTH, break_on_hyphens=False)
        print(f'\n[[first_names]]\ngender = "{gender}"\nforms = """\n{forms}\n"""')


if __name__ == "__main__":
    main()
