"""Definite descriptions that tell only what somebody is, and take up who is on stage: « l'élu », « le groupe », « le couple ».

Hypernyms as anaphors: F. Corblin, Les formes de reprise dans le discours, Presses universitaires de Rennes 1995.
"""

from collections.abc import Sequence

from msgspec import structs

from selon.cast import Member, Resolved
from selon.model import EntityKind
from selon.steps.speakers.company import Company
from selon.steps.speakers.resolving import plain
from selon.steps.speakers.stage import Referent, best
from selon.syntax.offices import country_in, role_row
from selon.syntax.phrases import determiner, is_plural, phrase

_BODIES: frozenset[EntityKind] = frozenset({"organization", "group", "government"})
_ALIKE: dict[EntityKind, frozenset[EntityKind]] = {
    "outlet": frozenset({"outlet"}), "country": frozenset({"country"}), "organization": _BODIES, "group": _BODIES,
}  # fmt: skip


def recalled(company: Company, head: int, candidates: Sequence[Referent]) -> Resolved | None:
    """Who on stage the description headed by `head` takes up, or the longer description that the article gave before."""
    words, grammar = company.words, company.pack.grammar
    article = determiner(words, head)
    if article is None or words.form[article] not in grammar.definite | grammar.demonstratives:
        return None
    if words.form[head] in grammar.pairs:
        together = [r for r in candidates if r.number == "pl" and r.person]
        return structs.replace(together[-1].resolved, why="two are named together") if together else None
    if is_plural(words, head):
        return None
    first, last = phrase(words, head, grammar)
    behind = range(head + 1, last + 1)
    bare = not any(words.pos[i] == "PROPN" or (words.dep[i] == "nmod" and words.head[i] == head) for i in behind)
    found = _salient(company, head, range(first, last + 1), candidates) if bare else None
    return found or (_longer(company, head) if last == head and first == article else None)


def _salient(company: Company, head: int, members: range, candidates: Sequence[Referent]) -> Resolved | None:
    words, pack = company.words, company.pack
    row = role_row(words, head, pack)
    if row is None:
        return None
    country = country_in(words, members, pack)
    known = [(r, company.cast.members[r.resolved.key]) for r in candidates if r.resolved.key is not None and r.number == "sg"]
    if row.kind == "person":
        if row.id.rsplit("#")[-1] not in pack.grammar.recalling_roles:
            return None
        gender = words.feats[head].get("Gender", "") if not row.gender else ""
        fitting = [r for r, m in known if r.person and m.kind == "person" and not (gender and m.gender and m.gender != gender)]
        fitting = [r for r in fitting if country is None or company.cast.members[r.resolved.key or 0].country in (None, country)]
    else:
        alike = _ALIKE.get(row.kind, frozenset())
        adjectives = any(words.pos[i] == "ADJ" and country is None for i in members)
        fitting = [r for r, m in known if _is_body(m, alike) and (country is None or m.country == country) and not adjectives]
    chosen, why = best(fitting, company, head)
    return structs.replace(chosen.resolved, why=f"a description, and {why}") if chosen is not None else None


def _is_body(member: Member, alike: frozenset[EntityKind]) -> bool:
    """Whether a member is of a kind; a single word that nothing tells to be a person can be a firm."""
    told = member.gender or member.offices or " " in member.name or member.row != "mentions#name"
    return member.kind in alike or ("organization" in alike and not told)


def _longer(company: Company, head: int) -> Resolved | None:
    """« la police », where the article has said « la police de l'État de Victoria » before."""
    words, grammar = company.words, company.pack.grammar
    for token in company.nouns.get(words.form[head], ()):
        if token >= head:
            return None
        named = company.cast.covering(token)
        if named is not None:
            return Resolved(company.cast.members[named.key].name, named.key, True, "the name that opens with this word")
        first, last = phrase(words, token, grammar, coordinated=False)
        if last > token:
            return structs.replace(plain(company, token, first, last), why="the longer description before")
    return None
