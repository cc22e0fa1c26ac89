"""What every attribution rule looks at: the parsed words, the quotations, the pack, and a few questions on both."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from selon.analysis import Quotation, Words
from selon.lang.grammar import Grammar
from selon.lang.pack import Pack
from selon.lang.rows import VerbRow
from selon.span import Span
from selon.syntax.verbs import negated, reflexive, verbs_in

EDGE = " \t\n\u00a0\u202f,;:.!?…–—-"


class CueVerb(msgspec.Struct, frozen=True):
    """A verb of the tables where it stands: `token` carries the meaning, `stop` is the end of its fixed words."""

    token: int
    stop: int
    row: VerbRow


class Scene(msgspec.Struct, frozen=True):
    """An article as the attribution rules see it; `quotations` are the outermost ones, `opens` where each begins."""

    words: Words
    quotations: Sequence[Quotation]
    opens: Sequence[int]
    pack: Pack
    cues: Mapping[int, CueVerb]

    @property
    def grammar(self) -> Grammar:
        """The closed classes of the pack."""
        return self.pack.grammar

    def reads(self, token: int, form: Sequence[str]) -> bool:
        """Whether the words of `form` stand at `token`."""
        return tuple(self.words.form[token : token + len(form)]) == tuple(form)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation whose marks enclose the code point at `offset`."""
        found = self.last_opened(offset)
        return found if found is not None and offset < found.outer.end else None

    def last_opened(self, offset: int) -> Quotation | None:
        """The last outermost quotation that opens at or before the code point at `offset`."""
        at = bisect_right(self.opens, offset) - 1
        return self.quotations[at] if at >= 0 else None

    def starting_in(self, start: int, end: int) -> Quotation | None:
        """The first outermost quotation that opens at a code point of [start, end)."""
        at = bisect_left(self.opens, start)
        return self.quotations[at] if at < len(self.opens) and self.opens[at] < end else None


def scene(words: Words, quotations: Sequence[Quotation], pack: Pack) -> Scene:
    """The scene of an article, with every verb of the tables looked up once."""
    cues: dict[int, CueVerb] = {}
    for token in verbs_in(words):
        cue = _cue_at(words, token, pack)
        if cue is not None:
            cues[cue.token] = cue
    outermost = [q for q in quotations if q.depth == 0]
    return Scene(words, outermost, [q.outer.start for q in outermost], pack, cues)


def _cue_at(words: Words, token: int, pack: Pack) -> CueVerb | None:
    lemma = words.lemma[token]
    if lemma not in pack.verbs and lemma not in pack.phrases:
        return None
    if words.dep[token].startswith("aux"):
        return _causative(words, token, pack)
    for rest, row in pack.phrases.get(lemma, ()):
        stop = _fixed_words(words, token, rest[1:])
        if stop is not None:
            return CueVerb(token, stop, row)
    if any(words.dep[c] == "aux:caus" for c in words.children[token]):
        return None
    rows = pack.verbs.get(lemma, ())
    turned = reflexive(words, token, pack.grammar)
    for row in rows:
        if row.reflexive == turned:
            return CueVerb(token, token + 1, row) if not row.only_negated or negated(words, token, pack.grammar) else None
    plain = next((row for row in rows if not row.reflexive and row.addressee == "dative"), None)
    return CueVerb(token, token + 1, plain) if turned and plain is not None and len(rows) == 1 else None


def _causative(words: Words, token: int, pack: Pack) -> CueVerb | None:
    """« faire savoir », where the parser takes the second verb for the head."""
    for rest, row in pack.phrases.get(words.lemma[token], ()):
        stop = _fixed_words(words, token, rest[1:])
        if stop is not None and words.head[token] == stop - 1:
            return CueVerb(stop - 1, stop, row)
    return None


def _fixed_words(words: Words, token: int, rest: Sequence[str]) -> int | None:
    """Where the fixed words after a verb end, with at most three other words before each; None where they do not stand."""
    at, limit = token + 1, words.bounds(token)[1]
    for wanted in rest:
        near = next((i for i in range(at, min(at + 4, limit)) if words.form[i] == wanted), None)
        if near is None or any(words.form[i] in ".;:»«" for i in range(at, near)):
            return None
        at = near + 1
    return at


def tidy(scene: Scene, start: int, end: int) -> Span | None:
    """The span [start, end) without blanks, commas and closing punctuation at its edges; whole quotations lose their marks."""
    text = scene.words.text
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE and not _keeps_mark(text, start, end):
        end -= 1
    if start >= end:
        return None
    quotation = scene.starting_in(start, start + 1)
    if quotation is not None and quotation.outer == Span(start, end) and len(quotation.inner):
        return quotation.inner
    return _unpaired(scene, start, end)


def _keeps_mark(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and end - start > 2 and text[end - 3 : end - 2] in " ." and text[end - 2].isupper()


def _unpaired(scene: Scene, start: int, end: int) -> Span | None:
    """Drops a lone quotation mark at an edge whose partner lies outside."""
    opening = scene.starting_in(start, start + 1)
    if opening is not None and opening.outer.end > end and opening.inner.start < end:
        return tidy(scene, opening.inner.start, end)
    closing = scene.last_opened(start - 1) if start else None
    if closing is not None and closing.outer.end == end and closing.balanced:
        return tidy(scene, start, closing.inner.end)
    return Span(start, end)
