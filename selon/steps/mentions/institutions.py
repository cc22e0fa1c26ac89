"""Names of bodies, of which French writes only the first word with a capital: « la Ligue de protection des oiseaux ».

Lexique des règles typographiques en usage à l'Imprimerie nationale, 2002, s. v. organismes.
"""

from selon.analysis import Words
from selon.lang.pack import Pack

_LONGEST = 12  # tokens
_OWN = frozenset({"amod", "nmod", "appos", "flat:name", "flat", "fixed"})


def institution_end(words: Words, first: int, last: int, pack: Pack) -> int:
    """The last token of the body's name that the capitalised words over [first, last] open; `last` where they open none."""
    if first != last or not _opens_body(words, first, pack):
        return last
    end = last
    while (further := _further(words, first, end, pack)) is not None:
        end = further
    return end


def bare_body(words: Words, token: int, pack: Pack) -> int | None:
    """The last token of a name that a noun for a private body opens (« la Banque postale »), None where it stands alone."""
    row = pack.gazetteer.roles.get(words.form[token])
    if row is None or row.kind not in ("organization", "outlet", "group") or not words.text[words.start[token]].isupper():
        return None
    end = institution_end(words, token, token, pack)
    return end if end > token else None


def _opens_body(words: Words, token: int, pack: Pack) -> bool:
    """A common noun with a capital behind the definite article, wherever the sentence begins."""
    if token == 0 or words.form[token] in pack.grammar.directions or words.form[token] in pack.gazetteer.people:
        return False
    article = words.form[token - 1]
    if article not in pack.grammar.definite | pack.grammar.partitives | pack.grammar.towards:
        return False
    if words.form[token] in pack.gazetteer.roles or words.form[token] in pack.grammar.collectives:
        return True
    noun = words.pos[token] == "NOUN" or _leads_noun(words, token, pack)
    return noun and words.form[token] not in pack.grammar.day_names


def _leads_noun(words: Words, token: int, pack: Pack) -> bool:
    """« l'Automobile club »: a common noun right behind, which no role tells to be a title."""
    at = token + 1
    if at >= words.bounds(token)[1] or words.pos[at] != "NOUN" or words.form[at] in pack.gazetteer.roles:
        return False
    return words.head[at] == token and words.text[words.start[at]].islower()


def _further(words: Words, first: int, end: int, pack: Pack) -> int | None:
    """The next token that the name reaches: an adjective, or a noun behind a preposition that ties it to the name."""
    at, stop = end + 1, min(words.bounds(first)[1], first + _LONGEST)
    while at < stop and (words.pos[at] in ("ADP", "DET") or words.form[at] in pack.grammar.infinitive_of):
        if words.pos[at] == "ADP" and words.form[at] not in pack.grammar.naming_prepositions:
            return None
        at += 1
    if at >= stop or words.pos[at] not in ("ADJ", "NOUN", "PROPN"):
        return None
    hangs = words.dep[at] in _OWN and first <= words.head[at] <= end
    if words.form[at] in pack.gazetteer.demonyms or not (hangs or words.head[first] == at == end + 1):
        return None
    return at
