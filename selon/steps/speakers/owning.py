"""Possessives and object pronouns: whom they stand for, and the name of what belongs to somebody."""

from collections.abc import Sequence

from msgspec import structs

from selon.cast import Resolved
from selon.steps.speakers.company import Company
from selon.steps.speakers.stage import Referent, best


def other(company: Company, visible: Sequence[Referent], head: int, number: str, but: Resolved | None) -> Resolved:
    """The most salient person of a number (`sg`, `pl`) for a possessive or an object pronoun, which is not who acts."""
    others = [r for r in visible if r.number == number and (but is None or r.resolved.name != but.name)]
    chosen, why = best([r for r in others if r.person] or others, company, head)
    return structs.replace(chosen.resolved, why=why) if chosen is not None else Resolved(None, None, True, why)


def possessed(company: Company, before: Sequence[Referent], head: int, found: Resolved) -> Resolved:
    """« sa famille » is named after whom it belongs to, where that is clear."""
    grammar = company.pack.grammar
    owner, why = best([r for r in before if r.person and r.resolved.key is not None], company, head)
    if owner is None or owner.resolved.name is None or found.name is None:
        return found
    link = grammar.genitive[owner.resolved.name[0].lower() in grammar.vowels]
    return Resolved(f"{found.name}{link}{owner.resolved.name}", None, True, f"a possessive, and {why}")
