"""The nouns that give a name its title: « le ministre X », « X, maire de Y », « le ministre de Y, le général X »."""

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.syntax.offices import role_row
from selon.syntax.phrases import is_plural
from selon.syntax.verbs import opens_clause

_FARTHEST = 14
_STOPS = frozenset({"VERB", "AUX", "SCONJ", "PRON", "PUNCT", "CCONJ"})


def titles(words: Words, first: int, last: int, pack: Pack) -> tuple[int, ...]:
    """The tokens of the nouns that title the name over tokens [first, last], nearest first."""
    found: list[int] = []
    at = first
    for _ in range(2):
        before = _before(words, at, pack)
        if before is None or _belongs_to_frame(words, before, at, last, pack):
            break
        found.append(before)
        at = _phrase_start(words, before)
    behind = _behind(words, last, pack)
    return (*found, *([behind] if behind is not None else []))


def _belongs_to_frame(words: Words, noun: int, at: int, last: int, pack: Pack) -> bool:
    """« Selon le juge, X a menti »: behind an adverbial and a comma, a name with its verb is another's."""
    before, first = _phrase_start(words, noun) - 1, words.bounds(noun)[0]
    if before < first or words.pos[before] != "ADP" or words.form[at - 1] != ",":
        return False
    opens = all(words.pos[i] == "ADP" for i in range(first, before))
    attributes = any(row.kind == "preposition" for _, row in pack.openings.get(words.form[before], ()))
    return (opens or attributes) and opens_clause(words, last + 1)


def has_role(words: Words, token: int, pack: Pack) -> bool:
    """Whether a word is a role of the tables."""
    return words.pos[token] in ("NOUN", "ADJ", "PROPN") and role_row(words, token, pack) is not None


def _before(words: Words, first: int, pack: Pack) -> int | None:
    """The role noun whose phrase ends right before the name, past its own complements and at most one comma.

    « le ministre et X » are two, « les ministres X et Y » share the title.
    """
    floor = max(words.bounds(first)[0], first - _FARTHEST)
    at = first - 1
    if at >= floor and words.form[at] == ",":
        at -= 1
    if at < floor or words.pos[at] in ("ADP", "DET"):
        return None
    added = words.form[at] in pack.grammar.conjunctions
    while at >= floor:
        if added and has_role(words, at, pack) and not is_plural(words, at):
            return None
        if has_role(words, at, pack) and (_is_person(words, at, pack) or not _governed(words, at)):
            return at
        if words.pos[at] in _STOPS and words.form[at] not in pack.grammar.conjunctions:
            return None
        at -= 1
    return None


def _is_person(words: Words, token: int, pack: Pack) -> bool:
    row = role_row(words, token, pack)
    return row is not None and row.kind == "person"


def _governed(words: Words, token: int) -> bool:
    """Whether a noun is the complement of another: « général d'armée »."""
    return words.pos[token - 1] == "ADP" or (words.pos[token - 1] == "DET" and token > 1 and words.pos[token - 2] == "ADP")


def _phrase_start(words: Words, head: int) -> int:
    at = head
    floor = words.bounds(head)[0]
    while at > floor and words.pos[at - 1] in ("DET", "ADJ", "NUM") and words.head[at - 1] >= at - 1:
        at -= 1
    return at


def _behind(words: Words, last: int, pack: Pack) -> int | None:
    """The role noun of an apposition behind a comma."""
    stop = words.bounds(last)[1]
    if last + 2 >= stop or words.form[last + 1] not in (",", "("):
        return None
    for token in range(last + 2, min(last + 6, stop)):
        if has_role(words, token, pack):
            return token
        if words.pos[token] not in ("DET", "ADJ", "NUM", "ADV"):
            return None
    return None
