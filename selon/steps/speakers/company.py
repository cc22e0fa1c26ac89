"""What phrases are resolved against: the words, the tables and the cast, and what earlier phrases were found to mean."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

import msgspec

from selon.analysis import Quotation, Words
from selon.cast import Cast, Mention, Resolved
from selon.lang.pack import Pack
from selon.model import EntityKind
from selon.syntax.offices import role_row
from selon.syntax.phrases import determiner


class Company(msgspec.Struct, frozen=True):
    """The words of an article, its tables and its cast.

    `nouns` are the tokens of nouns that are named or definite, by form; `quoted` tells for each token whether it stands in a
    quotation, `own` for each sentence how many up to it begin outside quotations.
    """

    words: Words
    pack: Pack
    cast: Cast
    nouns: Mapping[str, Sequence[int]]
    quoted: Sequence[bool]
    own: Sequence[int]


def company_of(words: Words, pack: Pack, cast: Cast, quotations: Sequence[Quotation]) -> Company:
    """The company of an article."""
    nouns: dict[str, list[int]] = {}
    for token, pos in enumerate(words.pos):
        if pos in ("NOUN", "PROPN") and (cast.covering(token) is not None or _is_definite(words, token, pack)):
            nouns.setdefault(words.form[token], []).append(token)
    quoted = [False] * len(words)
    for quotation in quotations:
        first, stop = words.at(quotation.inner.start), words.at(quotation.inner.end)
        quoted[first:stop] = [True] * (stop - first)
    own = accumulate(int(not quoted[first]) for first, _ in words.sentences)
    return Company(words, pack, cast, nouns, quoted, list(own))


def _is_definite(words: Words, token: int, pack: Pack) -> bool:
    article = determiner(words, token)
    return article is not None and words.form[article] in pack.grammar.definite


class Earlier(msgspec.Struct, frozen=True):
    """A phrase resolved before: its head's token, the id of its role, and whom it means."""

    token: int
    role: str
    meaning: Resolved


def kind_of(company: Company, head: int) -> EntityKind:
    """The kind of what a common noun describes."""
    row = role_row(company.words, head, company.pack)
    return row.kind if row is not None else "person"


def meant(company: Company, mention: Mention, why: str) -> Resolved:
    """The member that a mention names."""
    member = company.cast.members[mention.key]
    return Resolved(member.name, member.key, True, why)


def several(company: Company, mentions: Sequence[Mention]) -> Resolved:
    """The members that several coordinated mentions name, under their joined names."""
    names = [company.cast.members[m.key].name for m in mentions]
    return Resolved(listed(company, names), None, True, "several names are coordinated")


def listed(company: Company, names: Sequence[str]) -> str:
    """« A, B et C »."""
    return company.pack.grammar.coordinator.join((", ".join(names[:-1]), names[-1]))
