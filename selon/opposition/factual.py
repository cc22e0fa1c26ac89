"""Oppositions that lie in facts: numbers, dates, places, who does what to whom, and what fills the same place."""

from collections.abc import Iterator, Mapping

from selon.analysis import Words
from selon.opposition.content import Side, Term
from selon.opposition.matching import Match
from selon.opposition.quantities import Date, Quantity, dates, quantities
from selon.opposition.values import Opposed

_AGENTS = frozenset({"nsubj", "obl:agent", "csubj"})
_PATIENTS = frozenset({"obj", "nsubj:pass", "iobj"})
_SLOTS = frozenset({
    "nsubj", "obj", "nsubj:pass", "obl:agent", "amod", "nmod", "obl:arg", "obl:mod", "obl", "xcomp", "appos", "advmod", "iobj",
})  # fmt: skip
_UNRELATED_DATES = 0.4
_SAME = 0.85
_NAMES = frozenset({"PROPN"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})


def numbers(match: Match) -> Iterator[Opposed]:
    """Numbers of the same unit of which none agrees with any on the other side."""
    of_a, of_b = quantities(match.a, match.table), quantities(match.b, match.table)
    for x in of_a:
        rivals = [y for y in of_b if _same_unit(match, x, y)]
        if not rivals or any(x.agrees(y) for y in rivals) or _denied_otherwise(match, x.token, rivals[0].token):
            continue
        y = rivals[0]
        if any(y.agrees(other) for other in of_a if _same_unit(match, other, y)):
            continue
        apart = frozenset((*range(x.token, x.last + 1), *x.bounding, *range(y.token, y.last + 1), *y.bounding))
        fit = match.fit(x.unit, y.unit, apart) if x.unit is not None and y.unit is not None else 0.5
        detail = f"{_figure(match.a, x)} / {_figure(match.b, y)}"
        yield Opposed("number", _counted(x), _counted(y), x.row or y.row or "number", detail, max(fit, 0.5))


def _denied_otherwise(match: Match, x: int, y: int) -> bool:
    """Whether the nearest verbs above two figures are affirmed on one side and denied on the other."""
    above_x, above_y = _verb_above(match.a, x), _verb_above(match.b, y)
    return above_x is not None and above_y is not None and match.a.denied.get(above_x) != match.b.denied.get(above_y)


def _verb_above(side: Side, token: int) -> int | None:
    return next((h for h in side.words.ancestors(token) if side.words.pos[h] == "VERB" and side.holds(h)), None)


def _counted(quantity: Quantity) -> tuple[int, ...]:
    """A number with its bound and what it counts."""
    unit = () if quantity.unit is None else (quantity.unit,)
    return tuple(sorted((*quantity.bounding, *range(quantity.token, quantity.last + 1), *unit)))


def _figure(side: Side, quantity: Quantity) -> str:
    return side.words.span(quantity.token, quantity.last).of(side.words.text)


def _same_unit(match: Match, x: Quantity, y: Quantity) -> bool:
    if x.percent != y.percent:
        return False
    if x.unit is None or y.unit is None:
        return x.percent
    return x.percent or match.alignment.likeness.get((x.unit, y.unit), 0.0) >= 0.8


def times(match: Match) -> Iterator[Opposed]:
    """Dates on both sides of which none can be the same."""
    of_a, of_b = _dates(match.a, match), _dates(match.b, match)
    pairs = [(x, y) for x in of_a for y in of_b if x.comparable(y)]
    if not pairs or any(x.agrees(y) for x, y in pairs):
        return
    x, y = pairs[0]
    fit = max(_dated_fit(match, x, y) for x, y in pairs)
    yield Opposed("date", x.tokens, y.tokens, "date", f"{_told(x)} / {_told(y)}", fit)


def _dates(side: Side, match: Match) -> list[Date]:
    """The dates of a content, without those that tell when something was said."""
    found = dates(side, match.table.grammar)
    return [date for date in found if not _of_report(side, date.tokens[0], match)]


def _of_report(side: Side, token: int, match: Match) -> bool:
    verb = _verb_above(side, token)
    if verb is None or side.words.lemma[verb] not in match.table.grammar.transparent:
        return False
    return any(side.words.dep[c] in ("ccomp", "xcomp") for c in side.words.children[verb])


def _told(date: Date) -> str:
    year = f"{date.year:04d}" if date.year else "XXXX"
    return year + "".join(f"-{part:02d}" for part in (date.month, date.day) if part)


def _dated_fit(match: Match, x: Date, y: Date) -> float:
    """How well what is dated fits, less where the dates hang on different words."""
    above_a = {h for token in x.tokens for h in match.a.words.ancestors(token)}
    above_b = {h for token in y.tokens for h in match.b.words.ancestors(token)}
    matched = [(h, match.alignment.of_a[h]) for h in above_a if match.alignment.of_a.get(h) in above_b]
    apart = frozenset((*x.tokens, *y.tokens))
    return max((match.fit(h, k, apart) for h, k in matched), default=_UNRELATED_DATES)


def swapped(match: Match) -> Iterator[Opposed]:
    """Who acts on one side is acted on, on the other, in the same event."""
    for x, y in match.sure():
        agents, patients = _roles(match.a, x)
        rivals, targets = _roles(match.b, y)
        for agent in agents:
            for target in targets:
                if match.alignment.of_a.get(agent) != target:
                    continue
                if any(match.alignment.of_a.get(p) in rivals for p in patients):
                    words = match.a.words
                    yield Opposed("swapped_roles", (agent, x), (y, target), "roles", f"{words.form[agent]}: agent / patient", 1.0)


def other_agents(match: Match) -> Iterator[Opposed]:
    """The same deed with the same object, done by another who is named: *X a gagné la coupe*, *Y a gagné la coupe*."""
    for x, y in match.sure(_SAME):
        (agents, patients), (rivals, targets) = _roles(match.a, x), _roles(match.b, y)
        same_patient = any(match.alignment.of_a.get(p) in targets for p in patients)
        if not same_patient or not agents or not rivals or match.a.denied[x] != match.b.denied[y]:
            continue
        if all(_are_others(match, agent, rival) for agent in agents for rival in rivals):
            detail = f"{match.a.words.form[agents[0]]} / {match.b.words.form[rivals[0]]}"
            yield Opposed("exclusive_role", (agents[0], x), (rivals[0], y), "roles", detail, 1.0)


def _are_others(match: Match, agent: int, rival: int) -> bool:
    """Whether two agents are names of one kind, countries or persons, that share no word."""
    of_a, of_b = _names(match.a, agent), _names(match.b, rival)
    countries = [any(name.startswith("@") for name in names) for names in (of_a, of_b)]
    return bool(of_a and of_b) and not of_a & of_b and countries[0] == countries[1]


def _names(side: Side, token: int) -> frozenset[str]:
    """The keys of a name: its head and the words that it is made of; nothing for a common noun."""
    parts = {token, *(c for c in side.words.children[token] if side.words.dep[c].startswith("flat"))}
    found = [term for term in side.terms if term.token in parts]
    return frozenset(term.key for term in found if term.key.startswith("@") or side.words.pos[term.token] == "PROPN")


def _roles(side: Side, token: int) -> tuple[list[int], list[int]]:
    """The agents and the patients of a predicate."""
    words = side.words
    if words.pos[token] != "VERB":
        return [], []
    children = [c for c in words.children[token] if side.holds(c)]
    agents = [c for c in children if words.dep[c] in _AGENTS]
    return agents, [c for c in children if words.dep[c] in _PATIENTS]


def alternatives(match: Match) -> Iterator[Opposed]:
    """Different words in the same place beside matched words: another agent, object, place or quality."""
    terms_a = {t.token: t for t in match.a.terms}
    terms_b = {t.token: t for t in match.b.terms}
    for x, y in match.sure():
        for c in _free(match.a, x, terms_a, match.alignment.of_a):
            for d in _free(match.b, y, terms_b, match.alignment.of_b):
                found = _alternative(match, (x, y), (c, d), terms_a[c], terms_b[d])
                if found is not None:
                    yield found


def _free(side: Side, head: int, terms: Mapping[int, Term], matched: Mapping[int, int]) -> list[int]:
    """The dependents in a slot that carry content and have no counterpart."""
    words = side.words
    return [c for c in words.children[head] if c in terms and c not in matched and words.dep[c] in _SLOTS]


def _alternative(match: Match, heads: tuple[int, int], fillers: tuple[int, int], x: Term, y: Term) -> Opposed | None:
    a, b, (c, d) = match.a.words, match.b.words, fillers
    slot_a, slot_b = _slot(a, c), _slot(b, d)
    if slot_a != slot_b or (a.pos[c] in _NOUNS) != (b.pos[d] in _NOUNS):
        return None
    named = _is_name(a, c, x) and _is_name(b, d, y)
    detail = f"{a.form[c]} / {b.form[d]}"
    fit = match.fit(*heads)
    verbs = a.pos[heads[0]] == b.pos[heads[1]] == "VERB"
    if slot_a[0] == "agent" and verbs and (named or {a.dep[c], b.dep[d]} == {"obl:agent"}):
        return Opposed("exclusive_role", (c, heads[0]), (d, heads[1]), "roles", detail, fit)
    if named and slot_a[1] in match.table.grammar.places:
        return Opposed("place", (c,), (d,), "place", detail, fit)
    return Opposed("alternative", (c,), (d,), "slot", detail, fit)


def _is_name(words: Words, token: int, term: Term) -> bool:
    return words.pos[token] in _NAMES or term.key.startswith("@")


def _slot(words: Words, token: int) -> tuple[str, str]:
    """The place that a dependent fills: its role, and its preposition where it has one."""
    dep = words.dep[token]
    case = next((words.lemma[c] for c in words.children[token] if words.dep[c] == "case"), "")
    if dep in _AGENTS:
        return "agent", ""
    if dep in _PATIENTS:
        return "patient", ""
    return ("oblique" if dep.startswith("obl") else dep), case
