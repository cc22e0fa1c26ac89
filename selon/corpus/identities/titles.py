"""The offices that a title tells, as text: « le ministre de la Défense de la Fédération de Russie »."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from selon.cast import Office
from selon.corpus.identities.names import Given, plain
from selon.lang.ledger import LedgerTable, StandingRow
from selon.lang.pack import Pack
from selon.model import Value
from selon.syntax.holders import kind_of_office
from selon.text import cased_words, words_of

_SHORTEST = 4  # letters of a word that can tell a domain
_WIDEST = 5  # words of a role or of a country's name


class Title(Value, frozen=True):
    """An office of a state: its id, the country (ISO 3166-1 alpha-2), and its kind in `data/offices.csv` where it is there."""

    office: str
    country: str | None
    kind: str | None = None


class Titles(msgspec.Struct, frozen=True):
    """What titles are read with: the roles, countries and offices of a language, and who speaks for a state."""

    pack: Pack
    ledger: LedgerTable
    standing: Mapping[str, StandingRow]
    country_words: frozenset[str]
    articles: frozenset[str]

    def in_text(self, text: str, country: str | None = None) -> Title | None:
        """The office of a state that a title tells; `country` is the holder's, for a title that names none."""
        words = words_of(text)
        found = self._role(words)
        if found is None:
            return None
        first, last, role = found
        row = self.standing.get(role)
        if row is None or set(words[: first + 1]) & self.ledger.not_holding:
            return None
        named = _countries(text, self.pack)
        own = self.pack.gazetteer.role_words[f"{self.pack.language}/roles#{role}"]
        rest = frozenset(w for w in (*words[:first], *words[last:]) if self._tells(w, own) and w not in _words(named))
        if row.alone and not rest <= row.within:
            return None
        return self._title(role, row, rest - row.within, next(iter(named.values()), None) or country)

    def speaks_for_state(self, name: str) -> bool:
        """Whether a body of a government speaks for the whole of it: not a town's, a court's or the police's."""
        return not set(words_of(name)[:1]) & self.ledger.not_states

    def _title(self, role: str, row: StandingRow, domain: frozenset[str], country: str | None) -> Title:
        kind = kind_of_office(Office(f"{self.pack.language}/roles#{role}", country, domain), self.pack)
        office = row.id if row.alone else kind or ":".join([role, *sorted(map(plain, domain))])
        return Title(office, country, kind)

    def _role(self, words: Sequence[str]) -> tuple[int, int, str] | None:
        """First and last word (half-open) and id of the first role that the words name, the longest there."""
        for first in range(len(words)):
            for last in range(min(first + _WIDEST, len(words)), first, -1):
                row = self.pack.gazetteer.roles.get(" ".join(words[first:last]).replace("' ", "'"))
                if row is not None:
                    return first, last, row.id.rsplit("#")[-1]
        return None

    def _tells(self, word: str, own: frozenset[str]) -> bool:
        named = word in self.pack.gazetteer.demonyms
        return len(word) >= _SHORTEST and word.isalpha() and not named and word not in own


def titles_of(pack: Pack, ledger: LedgerTable) -> Titles:
    """What reads the titles of a language."""
    standing = {role: row for row in ledger.standing for role in row.roles}
    names = (name for row in pack.gazetteer.countries.values() for name in (row.name, row.capital, *row.forms, *row.people))
    countries = frozenset(word for name in names for word in words_of(name)) | pack.gazetteer.demonyms.keys()
    return Titles(pack, ledger, standing, countries, frozenset(a.rstrip("'") for a in pack.grammar.definite))


def given_of(pack: Pack) -> Given:
    """What the language knows of first names and of the particles of surnames."""
    genders = {plain(name): gender for name, gender in pack.gazetteer.first_names.items()}
    particles = frozenset(map(plain, (*pack.tagger.surname_particles, *pack.grammar.name_particles)))
    return Given(genders, particles - {""})


def _countries(text: str, pack: Pack) -> dict[str, str]:
    """The countries that a title names, by their words in the title, in order."""
    words, found = cased_words(text), dict[str, str]()
    for first in range(len(words)):
        for name in _names_from(words, first):
            actor = pack.gazetteer.actors.get(name)
            code = actor.country if actor is not None and actor.kind == "country" else pack.gazetteer.demonyms.get(name)
            if code is not None:
                found.setdefault(name, code)
                break
    return found


def _names_from(words: Sequence[str], first: int) -> Iterator[str]:
    for last in range(min(first + _WIDEST, len(words)), first, -1):
        yield " ".join(words[first:last])


def _words(named: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for name in named for word in words_of(name))
