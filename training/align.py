"""Carries a tree over to the tokens of spaCy's French tokenizer, so that what is learned is what will be met."""

from collections.abc import Sequence

from spacy.tokens import Doc

from training.treebank import Sentence, Word

LAST_IS_HEAD = frozenset({"-t", "l'", "quelqu'", "Quelqu'", "L'"})
Group = tuple[list[int], list[int]]


def retokenised(tree: Sentence, doc: Doc) -> tuple[Word, ...] | None:
    """The tree over the tokens of `doc` (made of the tree's text), or None where tokens and words cross."""
    tokens = [(token.idx, token.idx + len(token)) for token in doc]
    groups = _groups(tokens, tree.spans)
    if groups is None:
        return None
    at_word: dict[int, int] = {}
    for pieces, words in groups:
        for word in words:
            at_word[word] = pieces[_leading(doc, pieces)]
    made: list[Word] = []
    for pieces, words in groups:
        made.extend(_words(tree, doc, pieces, words, at_word))
    return tuple(made)


def _groups(tokens: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[Group] | None:
    """The smallest groups of tokens and words that cover the same code points; None where many meet many."""
    groups: list[Group] = []
    t = w = 0
    while t < len(tokens) and w < len(spans):
        pieces, words = [t], [w]
        t, w = t + 1, w + 1
        while True:
            if w < len(spans) and spans[w][0] < tokens[pieces[-1]][1]:
                words.append(w)
                w += 1
            elif t < len(tokens) and tokens[t][0] < spans[words[-1]][1]:
                pieces.append(t)
                t += 1
            else:
                break
        if len(pieces) > 1 and len({spans[word] for word in words}) > 1:
            return None
        groups.append((pieces, words))
    return groups if t == len(tokens) and w == len(spans) else None


def _leading(doc: Doc, pieces: Sequence[int]) -> int:
    return len(pieces) - 1 if doc[pieces[0]].text in LAST_IS_HEAD else 0


def _words(tree: Sentence, doc: Doc, pieces: list[int], words: list[int], at_word: dict[int, int]) -> list[Word]:
    chief = _chief(tree, words)
    source = tree.words[chief]
    main = _leading(doc, pieces)
    exact = len(pieces) == 1 and len({tree.spans[word] for word in words}) == 1
    head = at_word[source.head]
    made = []
    for number, piece in enumerate(pieces):
        text, blank = doc[piece].text, bool(doc[piece].whitespace_)
        if number == main:
            pos, morph = _fused(tree, words, source)
            made.append(Word(text, source.lemma, pos, morph, source.dep, head, blank, exact))
        else:
            pos = "PUNCT" if text in "-–/" else "PART" if text == "-t" else source.pos
            dep = "punct" if pos == "PUNCT" else "flat:name" if pos == "PROPN" else "fixed"
            made.append(Word(text, text, pos, "", dep, pieces[main], blank, False))
    return made


def _chief(tree: Sentence, words: list[int]) -> int:
    """Of several words in one token, the one the others hang on; of « du », « auquel » the preposition or the pronoun."""
    outer = [word for word in words if tree.words[word].head not in words or tree.words[word].head == word]
    outer = outer or words
    strong = [word for word in outer if tree.words[word].pos not in {"PUNCT", "DET"}]
    pronouns = [word for word in strong if tree.words[word].pos == "PRON"]
    return (pronouns or strong or outer)[0]


def _fused(tree: Sentence, words: list[int], source: Word) -> tuple[str, str]:
    articles = [tree.words[word].morph for word in words if tree.words[word].pos == "DET"]
    return source.pos, articles[0] if articles and source.pos == "ADP" else source.morph
