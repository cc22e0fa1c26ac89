"""Ages, which are no durations: « un plombier de 37 ans »."""

from selon.analysis import Words
from selon.lang.pack import Pack
from selon.steps.times.matching import Hit
from selon.syntax.offices import role_row


def is_age(words: Words, hit: Hit, pack: Pack) -> bool:
    """Whether a number of years hangs on a noun for a person: a role, or one with a suffix of persons."""
    if hit.row.kind != "duration" or hit.word("unit") != "Y" or not len(words):
        return False
    inside = range(hit.first, hit.last + 1)
    top = next((i for i in inside if words.head[i] not in inside), None)
    if top is None or words.dep[top] not in ("nmod", "obl:mod", "obl:arg") or words.pos[words.head[top]] != "NOUN":
        return False
    noun = words.head[top]
    adjacent = noun < hit.first and not any(words.form[i] in ",;:" for i in range(noun, hit.first))
    suffixed = words.lemma[noun].endswith(pack.times.table.person_suffixes)
    return adjacent and (suffixed or role_row(words, noun, pack) is not None)
