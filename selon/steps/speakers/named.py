"""Phrases with a proper name in them: the name, a title with its name, or several names together."""

from collections.abc import Sequence

from selon.analysis import Words
from selon.cast import Mention, Resolved
from selon.steps.speakers.company import Company, kind_of, meant, several
from selon.syntax.offices import role_row
from selon.syntax.phrases import is_plural
from selon.syntax.verbs import SUBJECTS, opens_clause

_LIST = 40


def named_in(company: Company, head: int, first: int, last: int) -> Resolved | None:
    """The name that the phrase ends in or is headed by."""
    words = company.words
    inside = company.cast.inside(first, _whole_names(company, last))
    full = [m for m in inside if m.first > head and _is_full_name(company, m)]
    if full and not _ties_to(words, full[-1].first, head) and not is_plural(words, head):
        return meant(company, full[-1], "the phrase ends in a full name")
    comma = _whole_names(company, last) + 1
    named_behind = company.cast.covering(_past_titles(company, comma + 1))
    if named_behind is not None and _is_titled_behind(company, head, named_behind, comma):
        return meant(company, named_behind, "a full name stands in apposition")
    heads = [m for m in inside if m.first <= head <= m.last]
    if heads:
        together = _coordinated(company, inside, heads[0])
        return several(company, together) if len(together) > 1 else meant(company, heads[0], "the phrase is headed by its name")
    return _titled(company, inside, head)


def _titled(company: Company, inside: Sequence[Mention], head: int) -> Resolved | None:
    """« le ministre X »: the name that a title stands before, or all of them behind a plural."""
    words, members = company.words, company.cast.members
    civil = words.form[head] in company.pack.grammar.civil_titles  # « Mme de Villiers »: the particle is the name's
    titled = [m for m in inside if (civil or not _ties_to(words, m.first, head)) and _may_be_titled(company, m, head)]
    if not titled:
        return None
    alike = [m for m in titled if members[m.key].kind == members[titled[0].key].kind]
    if len(alike) > 1 and is_plural(words, head):
        return several(company, alike)
    return meant(company, titled[-1], "the phrase gives a title and a name")


def _past_titles(company: Company, at: int) -> int:
    """The token behind the civil titles that stand at a token: « Me Claire Dupuis »."""
    words = company.words
    while at < len(words) and words.form[at] in company.pack.grammar.civil_titles:
        at += 1
    return at


def _is_titled_behind(company: Company, head: int, mention: Mention, comma: int) -> bool:
    """« son avocate, Me Claire Dupuis, »: behind the comma stands a full name, or any with a civil title."""
    words = company.words
    if words.form[comma] != "," or is_plural(words, head):
        return False
    title = words.form[comma + 1] in company.pack.grammar.civil_titles
    if mention.first > _past_titles(company, comma + 1) or not (title or _is_full_name(company, mention)):
        return False
    # « selon les chiffres, Odile Morvan gagne »
    subject = any(words.dep[i] in SUBJECTS for i in range(comma + 1, mention.last + 1))
    if (subject or opens_clause(words, mention.last + 1)) and words.dep[head] not in SUBJECTS:
        return False
    return words.pos[head] == "NOUN" and kind_of(company, head) == "person"


def _is_full_name(company: Company, mention: Mention) -> bool:
    return mention.last > mention.first and company.cast.members[mention.key].kind == "person"


def _whole_names(company: Company, last: int) -> int:
    """The end of the phrase pushed to the end of a name that it cuts."""
    words = company.words
    covering = company.cast.covering(last)
    if covering is not None:
        return covering.last
    behind = company.cast.covering(last + 1)
    if behind is None and last + 2 < len(words) and words.pos[last + 1] == "DET" and words.text[words.start[last + 1]].isupper():
        behind = company.cast.covering(last + 2)
    return behind.last if behind is not None and behind.first <= last + 2 and words.pos[last] != "ADP" else last


def _coordinated(company: Company, inside: Sequence[Mention], top: Mention) -> list[Mention]:
    """The mention that heads the phrase, with those coordinated to it."""
    words = company.words
    joined = (m for m in inside if m != top and not _ties_to(words, m.first, top.first))
    return [top, *(m for m in joined if any(_joins(words, token, top.last) for token in range(m.first, m.last + 1)))]


def _joins(words: Words, token: int, last: int) -> bool:
    return words.dep[token] == "conj" and words.head[token] <= last + _LIST


def _may_be_titled(company: Company, mention: Mention, head: int) -> bool:
    kind = company.cast.members[mention.key].kind
    role = role_row(company.words, head, company.pack)
    if role is None:
        return kind == "person"
    return (role.kind == "person") == (kind == "person") and kind not in ("country", "place")


def _ties_to(words: Words, token: int, head: int) -> bool:
    """Whether a preposition ties the name to the head (« le maire de Lyon »), rather than naming it."""
    near = (i for i in range(max(head + 1, token - 2), token) if words.pos[i] == "ADP")
    return any(words.pos[words.head[i]] == "PROPN" or words.head[i] >= token or i == token - 1 for i in near)
