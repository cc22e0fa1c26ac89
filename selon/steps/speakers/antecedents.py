"""What a relative or an emphatic pronoun takes up: the noun that its clause hangs on, or the nearest one that can speak."""

from selon.steps.speakers.company import Company
from selon.syntax.offices import role_row
from selon.syntax.phrases import determiner
from selon.syntax.verbs import finite_part

_CLAUSES = ("acl:relcl", "acl", "advcl", "ccomp", "conj")


def antecedent(company: Company, head: int) -> int | None:
    """The noun that the relative pronoun at `head` stands for, None where no noun before it can speak."""
    words = company.words
    verb = words.head[head]
    noun = words.head[verb] if words.dep[verb] in _CLAUSES else None
    noun = _described_one(company, noun) if noun is not None else None
    number = words.feats[finite_part(words, verb)].get("Number", "")
    if noun is None or noun >= head or not _can_speak(company, noun) or _differs(company, noun, number):
        before = range(head - 1, words.bounds(head)[0] - 1, -1)
        nearest = next((t for t in before if _can_speak(company, t) and not _differs(company, t, number)), None)
        noun = _described_one(company, nearest) if nearest is not None else noun
    return noun


def _described_one(company: Company, noun: int) -> int:
    """From « l'un de ses avocats » in apposition up to the name that it describes."""
    words, grammar = company.words, company.pack.grammar
    while words.head[noun] < noun and _belongs_to(company, noun, words.head[noun]):
        noun = words.head[noun]
    if words.form[noun] in grammar.quantities:
        at = noun - 1
        while at > 0 and words.form[at] in grammar.definite | {","}:
            at -= 1
        named = company.cast.covering(at)
        return named.first if named is not None and at < noun - 1 else noun
    return noun


def _belongs_to(company: Company, noun: int, above: int) -> bool:
    words = company.words
    counted = words.dep[noun] == "nmod" and words.form[above] in company.pack.grammar.quantities
    return counted or words.dep[noun] in ("appos", "flat:name")


def _can_speak(company: Company, token: int) -> bool:
    """A name, a role, a collective: somebody who can speak."""
    words, pack = company.words, company.pack
    form = words.form[token]
    if words.pos[token] == "PROPN" or form in pack.unnamed or form in pack.grammar.collectives | pack.grammar.speaking_nouns:
        return True
    return words.pos[token] == "NOUN" and role_row(words, token, pack) is not None and _is_determined(company, token)


def _is_determined(company: Company, noun: int) -> bool:
    """Whether a noun has a determiner, by itself or in its preposition (« du »)."""
    words = company.words
    return determiner(words, noun) is not None or words.form[noun - 1] in company.pack.grammar.contractions


def _differs(company: Company, noun: int, number: str) -> bool:
    """Whether a noun cannot be the subject of a verb in that number; several together can be of a plural."""
    words = company.words
    own = words.feats[noun].get("Number", "")
    joined = any(words.dep[c] == "conj" for c in words.children[noun])
    return bool(own and number) and own != number and words.pos[noun] == "NOUN" and not (joined and number == "Plur")


def doubled(company: Company, head: int) -> int | None:
    """« La ville, quant à elle, … »: the noun right before a pronoun that only stresses it, None where there is none."""
    words, grammar = company.words, company.pack.grammar
    at = head - 1
    while at > 0 and words.form[at] in grammar.stressing:
        at -= 1
    first = words.bounds(head)[0]
    if words.form[head] not in grammar.stressed or at <= first or words.form[at] != ",":
        return None
    if head + 1 >= words.bounds(head)[1] or words.form[head + 1] != ",":
        return None
    noun = at - 1
    while first <= words.head[noun] < at and words.head[noun] != noun and words.pos[words.head[noun]] in ("NOUN", "PROPN"):
        noun = words.head[noun]
    return noun if words.pos[noun] in ("NOUN", "PROPN") else None
