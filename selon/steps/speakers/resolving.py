"""Resolves phrases: names with their titles, descriptions of known persons, texts that speak, places for powers."""

from collections.abc import Sequence

from selon.cast import Resolved
from selon.steps.speakers.company import Company, Earlier, kind_of, listed, meant, several
from selon.steps.speakers.described import country_meant, described
from selon.steps.speakers.named import named_in
from selon.syntax.offices import role_at
from selon.syntax.phrases import determiner, is_plural, phrase
from selon.syntax.verbs import agent

_AUTHORS = frozenset({"person", "organization", "government", "outlet", "group", "country", "people"})


def resolve_phrase(company: Company, head: int, first: int, last: int, earlier: Sequence[Earlier]) -> Resolved:
    """Whom the phrase over tokens [first, last] means, else itself; `earlier` are previous phrases in text order."""
    return known_phrase(company, head, first, last, earlier) or plain(company, head, first, last)


def known_phrase(company: Company, head: int, first: int, last: int, earlier: Sequence[Earlier]) -> Resolved | None:
    """Whom the phrase names, or describes by an office or text of theirs; None where it tells no more than itself."""
    return (
        _together(company, head, last, earlier)
        or named_in(company, head, first, last)
        or _spoken_text(company, head, last, earlier)
        or country_meant(company, head, last)
        or described(company, head, earlier)
    )


def _together(company: Company, head: int, last: int, earlier: Sequence[Earlier]) -> Resolved | None:
    """« le président et le Premier ministre »: phrases with a determiner of their own, coordinated."""
    words, grammar = company.words, company.pack.grammar
    if determiner(words, head) is None:
        return None
    joined = [c for c in words.children[head] if words.dep[c] == "conj" and head < c <= last and determiner(words, c) is not None]
    if not joined:
        return None
    phrases = ((h, *phrase(words, h, grammar, coordinated=False)) for h in (head, *joined))
    each = [resolve_phrase(company, h, a, b, earlier) for h, a, b in phrases]
    names = [e.name for e in each if e.name]
    if len(names) < len(each):
        return None
    return Resolved(listed(company, names), None, all(e.named for e in each), "several are coordinated")


def _spoken_text(company: Company, head: int, last: int, earlier: Sequence[Earlier]) -> Resolved | None:
    """« un rapport de l'ONU », « une enquête menée par l'AP »: a text speaks for whom it is from."""
    words, pack = company.words, company.pack
    if words.form[head] not in pack.grammar.speaking_nouns and words.lemma[head] not in pack.grammar.speaking_nouns:
        return None
    body = next((c for c in words.children[head] if c > head and words.dep[c] == "nmod" and words.pos[c] == "NOUN"), None)
    if body is not None and not company.cast.covering(body) and role_at(words, body, pack) is not None:
        return resolve_phrase(company, body, *phrase(words, body, pack.grammar), earlier)
    organised = [m for m in company.cast.inside(head + 1, last) if company.cast.members[m.key].kind in _AUTHORS]
    if not organised:
        by = [
            a for c in words.children[head] if words.dep[c].startswith("acl") and (a := agent(words, c, pack.grammar)) is not None
        ]
        organised = [m for a in by for m in company.cast.inside(*phrase(words, a, pack.grammar))]
    if len(organised) > 1 and words.dep[organised[1].first] == "conj":
        return several(company, organised)
    return meant(company, organised[0], "the text is from its organisation") if organised else None


def plain(company: Company, head: int, first: int, last: int) -> Resolved:
    """A phrase that stands for itself: named where it is definite and singular, unnamed otherwise."""
    words, pack = company.words, company.pack
    article = determiner(words, head)
    form = words.form[article] if article is not None else ""
    start = first if article is None or form in pack.grammar.indefinite else min(article + 1, last)
    text = " ".join(words.text[words.start[start] : words.end[last]].split())
    definite = form in pack.grammar.definite | pack.grammar.possessive | pack.grammar.demonstratives
    one = not is_plural(words, head) or kind_of(company, head) in ("government", "organization", "group")
    named = definite and words.form[head] not in pack.unnamed and one
    name = article is None and last > first and all(words.text[words.start[i]].isupper() for i in range(first, last + 1))
    return Resolved(text, None, named or name or words.pos[head] == "PROPN", "the phrase stands for itself")
