"""Offices and descriptions: « le ministre français de la Défense », « le chef du gouvernement »."""

from collections.abc import Mapping, Sequence

from selon.analysis import Words
from selon.cast import Office
from selon.lang.pack import Pack
from selon.lang.rows import RoleRow
from selon.syntax.phrases import phrase
from selon.text import words_of


def office_at(words: Words, head: int, pack: Pack, stop: int | None = None) -> Office | None:
    """The office that a phrase headed by `head` describes, with its country and domain; None where no role heads it.

    `stop` is a token before which the description ends (a name follows there).
    """
    role = role_at(words, head, pack)
    if role is None:
        return None
    first, last = phrase(words, head, pack.grammar, coordinated=False)
    last = last if stop is None else min(last, stop - 1)
    members = range(first, max(last, head) + 1)
    country = country_in(words, members, pack)
    return _periphrasis(words, members, country, pack) or Office(role, country, _domain(words, members, head, role, pack))


def role_at(words: Words, head: int, pack: Pack) -> str | None:
    """The id of the role that a noun is, multiword roles (« premier ministre ») before their last word."""
    for first in (head - 2, head - 1, head):
        if first >= 0:
            row = pack.gazetteer.roles.get(" ".join(words.form[first : head + 1]))
            if row is not None:
                return row.id
    for last in (head + 2, head + 1):
        row = pack.gazetteer.roles.get(" ".join(words.form[head : last + 1]))
        if row is not None:
            return row.id
    row = pack.gazetteer.roles.get(words.lemma[head])
    return row.id if row is not None else None


def role_row(words: Words, token: int, pack: Pack) -> RoleRow | None:
    """The row of the role that one noun is by itself, by its form or its lemma."""
    return pack.gazetteer.roles.get(words.form[token]) or pack.gazetteer.roles.get(words.lemma[token])


def country_in(words: Words, members: Sequence[int], pack: Pack) -> str | None:
    """The country that an adjective or a name among the tokens tells."""
    gazetteer = pack.gazetteer
    for i in members:
        code = gazetteer.demonyms.get(words.form[i])
        if code is not None:
            return code
        for width in (4, 3, 2, 1):
            if i + width - 1 <= members[-1]:
                actor = gazetteer.actors.get(" ".join(words.text[words.start[t] : words.end[t]] for t in range(i, i + width)))
                if actor is not None and actor.country is not None:
                    return actor.country
    return None


def _domain(words: Words, members: Sequence[int], head: int, role: str, pack: Pack) -> frozenset[str]:
    content = (
        i
        for i in members
        if i != head and words.pos[i] in ("NOUN", "PROPN", "ADJ") and len(words.form[i]) > 3 and not _is_country(words, i, pack)
    )
    named = pack.gazetteer.demonyms
    role_words = pack.gazetteer.role_words[role]
    return frozenset(words.form[i] for i in content if words.form[i] not in named and words.form[i] not in role_words)


def _is_country(words: Words, token: int, pack: Pack) -> bool:
    actor = pack.gazetteer.actors.get(words.text[words.start[token] : words.end[token]])
    return actor is not None and actor.kind == "country"


def _periphrasis(words: Words, members: Sequence[int], country: str | None, pack: Pack) -> Office | None:
    """« le chef du gouvernement » is the office that the pack says it is."""
    folded = " ".join(words.form[i] for i in members)
    for row in pack.periphrases:
        for form in row.forms:
            phrase_words = " ".join(words_of(form))
            if phrase_words in folded:
                return Office(row.role, country, frozenset(row.domain) | _rest(words, members, phrase_words, pack))
    return None


def _rest(words: Words, members: Sequence[int], used: str, pack: Pack) -> frozenset[str]:
    taken = set(used.split())
    return frozenset(
        words.form[i]
        for i in members
        if words.pos[i] in ("NOUN", "PROPN", "ADJ") and len(words.form[i]) > 3
        and words.form[i] not in taken and words.form[i] not in pack.gazetteer.demonyms
        and words.form[i] not in pack.gazetteer.roles
    )  # fmt: skip


def compatible(asked: Office, held: Office, hypernyms: Mapping[str, frozenset[str]]) -> bool:
    """Whether a description can mean somebody who holds an office: one role, no other country, a shared domain."""
    if asked.role != held.role and held.role not in hypernyms.get(asked.role, frozenset()):
        return False
    if asked.country is not None and held.country is not None and asked.country != held.country:
        return False
    return not asked.domain or not held.domain or bool(asked.domain & held.domain)
