"""Tags and parses texts in batches, and hands on their tokens as columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS, SENT_START
from spacy.tokens import Doc
from spacy.util import filter_spans
from thinc.types import Ints2d

from selon.analysis import Words
from selon.lang.grammar import TaggerTable
from selon.steps.tag.lexicon import read
from selon.steps.tag.mending import FINITE, Parse, mend
from selon.steps.tag.pipeline import trained
from selon.text import fold

BATCH = 16
CACHED = 50_000
_MISTAGGED = frozenset({"NOUN", "ADJ", "ADV"})
_CLOSING = frozenset({"»", "”", '"'})
NOMINAL = frozenset({"det", "case", "cop"})
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*"


class Cut(NamedTuple):
    """A text with the first code point of each token and the one after its last."""

    text: str
    start: Sequence[int]
    end: Sequence[int]


class Tagger:
    """A loaded pipeline of one language.

    It reads `stand_ins`, the words of one country, where those of another like it stand, so that it treats all alike.
    """

    def __init__(
        self, table: TaggerTable, weights: Path, verbs: frozenset[str], stand_ins: Mapping[str, str], titles: frozenset[str]
    ) -> None:
        self._verbs = verbs
        self._stand_ins = stand_ins
        self._titles = titles
        self._table = table
        self._surname = re.compile(rf"([A-ZÀ-ÖØ-Þ][a-zà-ÿ-]+) ((?:{'|'.join(table.surname_particles)}) [A-ZÀ-ÖØ-Þ][a-zà-ÿ]+)")
        prefixed = rf"(?:(?<=\W)(?:{'|'.join(table.name_prefixes)})-)?"
        self._hyphened = re.compile(rf"{prefixed}{_CAPITALISED}(?:-{_CAPITALISED})*")
        self._nlp = trained(weights, table.model, table.elided)
        lexicon = read(weights / "lemmas.bin")
        self._lemma = lru_cache(CACHED)(lexicon.lemma)
        self._morphology = lru_cache(CACHED)(self._features)

    def words(self, jobs: Iterable[tuple[str, str, frozenset[int]]]) -> Iterator[Words]:
        """Words for each (text, canonical text, sentence starts), in order; offsets are code points of the text."""
        pairs = (self._prepared(text, canonical, starts) for text, canonical, starts in jobs)
        for doc, cut in self._nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self._columns(doc, cut)

    def _prepared(self, text: str, canonical: str, starts: frozenset[int]) -> tuple[Doc, Cut]:
        """The tokens with their sentence starts set, names with hyphens in one piece, and where they stand in the text."""
        canonical = self._surname.sub(self._joined, canonical)
        doc = self._nlp.make_doc(canonical)
        hyphened = [found.span() for found in self._hyphened.finditer(canonical) if "-" in found.group()]
        wholes = [span for a, b in hyphened if (span := doc.char_span(a, b)) is not None and len(span) > 1]
        with doc.retokenize() as merging:
            for span in filter_spans(wholes):
                merging.merge(span)
        cut = Cut(text, [token.idx for token in doc], [token.idx + len(token.text) for token in doc])
        flags = [1 if token.i == 0 or token.idx in starts else -1 for token in doc]
        table = np.array([flags], dtype="int64").astype("uint64").T
        doc = self._with_stand_ins(doc)
        return doc.from_array([SENT_START], cast(Ints2d, table)) if flags else doc, cut

    def _with_stand_ins(self, doc: Doc) -> Doc:
        """The same tokens, with one country's words in the place of those of every country that is like it."""
        words = [self._stand_ins.get(token.text, token.text) for token in doc]
        if not any(word != token.text for word, token in zip(words, doc, strict=True)):
            return doc
        return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])

    def _joined(self, found: re.Match[str]) -> str:
        """« Élise Le Goff » as « Élise Legofff », as long as before: the tagger reads one word with one capital as a surname."""
        if found[1] in self._table.not_first_names:
            return found[0]
        surname = found[2].replace(" ", "").capitalize()
        return f"{found[1]} {surname}{surname[-1]}"

    def _governing(self, form: Sequence[str], pos: Sequence[str]) -> list[int]:
        """Words between a noun and a clause or infinitive, or beside a clitic, or behind a quotation, which are verbs there."""
        found: list[int] = []
        for i in range(1, len(form) - 1):
            if pos[i] not in _MISTAGGED:
                continue
            inverted = form[i + 1] in self._table.inverted_clitics
            subject = pos[i + 1] in ("DET", "PROPN") and len(form[i + 1]) > 1
            reporting = pos[i] == "NOUN" and subject and _behind_quotation(form, i)
            infinitive = pos[i + 1] == "AUX" and form[i + 1] in self._table.infinitive_auxiliaries
            clause = (infinitive or form[i + 1] in self._table.complementizers) and pos[i - 1] in ("NOUN", "PROPN")
            if clause or inverted or reporting or (form[i - 1] in self._table.reflexives and pos[i - 1] == "PRON"):
                found.append(i)
        return found

    def _features(self, morph: int) -> Mapping[str, str]:
        key = self._nlp.vocab.strings[morph] if morph else ""
        return dict(part.split("=", 1) for part in key.split("|") if "=" in part)

    def _columns(self, doc: Doc, cut: Cut) -> Words:
        text, strings = cut.text, self._nlp.vocab.strings
        kept = [token.i for token in doc if not token.is_space]
        index = {old: new for new, old in enumerate(kept)}
        rows = doc.to_array([POS, DEP, HEAD, MORPH])
        start = [cut.start[i] for i in kept]
        end = [cut.end[i] for i in kept]
        form = [fold(text[a:b]) for a, b in zip(start, end, strict=True)]
        dep = [strings[int(rows[i, 1])] for i in kept]
        head = [_head(i, int(rows[i, 2]), index) for i in kept]
        feats = [self._morphology(int(rows[i, 3])) for i in kept]
        pos = [strings[int(rows[i, 0])] for i in kept]
        bounds = _sentences([bool(doc[i].is_sent_start) for i in kept])
        for i in (*_missed_verbs(pos, dep, head), *_verbless(pos, feats, bounds), *self._governing(form, pos)):
            if self._lemma(form[i], "VERB") in self._verbs:
                pos[i], feats[i] = "VERB", FINITE
        for i in range(1, len(form)):
            if form[i - 1] in self._titles and text[start[i]].isupper() and pos[i] not in ("DET", "PUNCT"):
                pos[i], feats[i] = "PROPN", {}  # « M. Séjourné »: a participle for the tagger, a name behind its title
        mend(Parse(form, pos, dep, head, feats), bounds, self._table, self._verbs, self._lemma)
        children = _children(head)
        left, right = _extents(head, children)
        return Words(
            text=text,
            start=start,
            end=end,
            form=form,
            lemma=[self._lemma(f, p) for f, p in zip(form, pos, strict=True)],
            pos=pos,
            dep=dep,
            head=head,
            feats=feats,
            children=children,
            left=left,
            right=right,
            sentence=[number for number, (a, b) in enumerate(bounds) for _ in range(a, b)],
            sentences=bounds,
        )


def _behind_quotation(form: Sequence[str], token: int) -> bool:
    """Whether a closing quotation mark stands before a token, with at most a comma between."""
    before = token - 2 if form[token - 1] == "," else token - 1
    return before >= 0 and form[before] in _CLOSING


def _missed_verbs(pos: Sequence[str], dep: Sequence[str], head: Sequence[int]) -> list[int]:
    """Nouns with a subject but without determiner, preposition or copula: « le club annonce » read as a noun."""
    has: dict[int, set[str]] = {}
    for i, above in enumerate(head):
        if above != i:
            has.setdefault(above, set()).add(dep[i] if i < above or dep[i] != "nsubj" else "inverted")
    return [i for i, tag in enumerate(pos) if tag in ("NOUN", "ADJ") and "nsubj" in has.get(i, ()) and not has[i] & NOMINAL]


def _verbless(pos: Sequence[str], feats: Sequence[Mapping[str, str]], bounds: Sequence[tuple[int, int]]) -> list[int]:
    """In a sentence without any finite verb, the noun or adjective behind another: « La FIDH alerte l'opinion »."""
    found: list[int] = []
    for first, stop in bounds:
        if any(feats[i].get("VerbForm") == "Fin" for i in range(first, stop)):
            continue
        between = (i for i in range(first + 1, stop - 1) if pos[i] in ("NOUN", "ADJ") and pos[i - 1] in ("NOUN", "PROPN", "ADJ"))
        found.extend(between)
    return found


def _head(token: int, offset: int, index: Mapping[int, int]) -> int:
    offset = offset - 2**64 if offset >= 2**63 else offset
    return index.get(token + offset, index[token])


def _sentences(starts: Sequence[bool]) -> list[tuple[int, int]]:
    """The half-open ranges of tokens between sentence starts; the first token always starts one."""
    first = [i for i, starts_here in enumerate(starts) if starts_here or i == 0]
    return list(zip(first, [*first[1:], len(starts)], strict=True)) if starts else []


def _children(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for i, above in enumerate(head):
        if above != i:
            children[above].append(i)
    return children


def _extents(head: Sequence[int], children: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """The half-open range of tokens that each token's subtree spans."""
    left, right = list(range(len(head))), list(range(1, len(head) + 1))
    order = [i for i, above in enumerate(head) if above == i]
    for i in order:
        order.extend(children[i])
    for i in reversed(order):
        for child in children[i]:
            left[i] = min(left[i], left[child])
            right[i] = max(right[i], right[child])
    return left, right
