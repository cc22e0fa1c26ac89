"""The only room that knows a tagger: spaCy's French pipeline, given paragraphs, gives Words."""

from collections.abc import Iterable, Iterator, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from selon.analysis import Words
from selon.text import fold

BATCH = 16


class Tagger:
    """A loaded pipeline; call it with texts and where their sentences start."""

    def __init__(self, model: str) -> None:
        self._nlp: Language = spacy.load(model, exclude=["ner"])
        self._feats: dict[str, dict[str, str]] = {}

    def words(self, jobs: Iterable[tuple[str, str, frozenset[int]]]) -> Iterator[Words]:
        """Words for each (text, canonical text, sentence starts), in order; offsets are code points of the text."""
        pairs = ((self._prepared(canonical, starts), text) for text, canonical, starts in jobs)
        for doc, text in self._nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self._columns(doc, text)

    def _prepared(self, canonical: str, starts: frozenset[int]) -> Doc:
        doc = self._nlp.make_doc(canonical.replace("\n", " ").replace("\t", " "))
        for token in doc:
            token.is_sent_start = token.idx in starts or token.i == 0
        return doc

    def _columns(self, doc: Doc, text: str) -> Words:
        kept = [token for token in doc if not token.is_space]
        index = {token.i: i for i, token in enumerate(kept)}
        head = [index.get(token.head.i, i) for i, token in enumerate(kept)]
        first = [i for i, token in enumerate(kept) if i == 0 or _starts_sentence(doc, token)]
        bounds = list(zip(first, [*first[1:], len(kept)], strict=True))
        sentence = [number for number, (a, b) in enumerate(bounds) for _ in range(a, b)]
        children = _children(head)
        left, right = _extents(head, children)
        return Words(
            text=text,
            start=[token.idx for token in kept],
            end=[token.idx + len(token) for token in kept],
            form=[fold(token.text) for token in kept],
            lemma=[token.lemma_.lower() for token in kept],
            pos=[token.pos_ for token in kept],
            dep=[token.dep_ for token in kept],
            head=head,
            feats=[self._morphology(str(token.morph)) for token in kept],
            children=children,
            left=left,
            right=right,
            sentence=sentence,
            sentences=bounds,
        )

    def _morphology(self, key: str) -> dict[str, str]:
        if key not in self._feats:
            self._feats[key] = dict(part.split("=", 1) for part in key.split("|") if "=" in part)
        return self._feats[key]


def _starts_sentence(doc: Doc, token: SpacyToken) -> bool:
    at = token.i
    while at > 0 and doc[at - 1].is_space and not doc[at].is_sent_start:
        at -= 1
    return bool(doc[at].is_sent_start or token.is_sent_start)


def _children(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    return children


def _extents(head: Sequence[int], children: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    left, right = list(range(len(head))), list(range(1, len(head) + 1))
    order = [i for i, h in enumerate(head) if h == i]
    for i in order:
        order.extend(children[i])
    for i in reversed(order):
        for child in children[i]:
            left[i] = min(left[i], left[child])
            right[i] = max(right[i], right[child])
    return left, right


