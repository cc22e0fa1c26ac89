"""Makes variants of trees: quotation marks, accents, missing stops, and inserted reporting clauses, rare in treebanks."""

import random

import msgspec

from training.clauses import Material, Tree, clause, shifted, subtree
from training.treebank import Word

PLAIN = str.maketrans("ÀÂÉÈÊËÎÏÔÙÛÜÇ", "AAEEEEIIOUUUC")
OUTWARD = frozenset({"conj", "advcl", "ccomp", "obl:mod", "obl:arg", "parataxis", "xcomp", "nsubj", "nsubj:pass"})


def varied(tree: Tree, stock: Material, rng: random.Random) -> Tree:
    """A variant of a tree; most often little changed."""
    if rng.random() < 0.5:
        tree = inverted(tree)
    if rng.random() < 0.18 and _reportable(tree):
        tree = _with_insertion(tree, stock, rng)
    if rng.random() < 0.35:
        tree = _other_marks(tree, rng)
    if rng.random() < 0.06 and tree[-1].form == ".":
        tree = (*tree[:-2], msgspec.structs.replace(tree[-2], blank=True)) if len(tree) > 2 else tree
    return _plain_capitals(tree) if rng.random() < 0.4 else tree


def inverted(tree: Tree) -> Tree:
    """« le rapport que publie l'association » out of « le rapport que l'association publie », in the first relative clause."""
    for at, verb in enumerate(tree):
        if verb.dep == "acl:relcl" and verb.pos == "VERB":
            kids = [i for i, word in enumerate(tree) if word.head == at]
            pronoun = next(
                (i for i in kids if tree[i].form.lower() in {"que", "qu'", "dont", "où"} and tree[i].pos == "PRON"), None
            )
            subject = next((i for i in kids if tree[i].dep.startswith("nsubj") and tree[i].pos in {"NOUN", "PROPN"}), None)
            later = any(
                tree[i].dep in {"obj", "xcomp", "ccomp", "obl:arg", "obl:agent", "iobj", "conj"} and i != pronoun for i in kids
            )
            if pronoun is not None and subject is not None and subject < at and not later:
                moved = _swapped(tree, pronoun, sorted(subtree(tree, subject)), at)
                return moved or tree
    return tree


def _swapped(tree: Tree, pronoun: int, inside: list[int], verb: int) -> Tree | None:
    """The subject, which must stand right after the pronoun, put behind the verb."""
    first, stop = inside[0], inside[-1] + 1
    if first != pronoun + 1 or len(inside) != stop - first or stop > verb:
        return None
    order = [*range(first), *range(stop, verb + 1), *range(first, stop), *range(verb + 1, len(tree))]
    place = {old: new for new, old in enumerate(order)}
    words = [msgspec.structs.replace(tree[old], head=place[tree[old].head]) for old in order]
    end = place[stop - 1]
    words[place[verb]], last = msgspec.structs.replace(words[place[verb]], blank=True), tree[verb].blank
    words[end] = msgspec.structs.replace(words[end], blank=last)
    vowel = words[pronoun + 1].form[0].lower() in "aeéèêiîouyhâà"
    if words[pronoun].form in {"que", "qu'"}:
        words[pronoun] = msgspec.structs.replace(words[pronoun], form="qu'" if vowel else "que", blank=not vowel)
    return tuple(words)


def _root(tree: Tree) -> int:
    return next(i for i, word in enumerate(tree) if word.head == i)


def _reportable(tree: Tree) -> bool:
    """A full sentence with a finite verb, not itself a report with an inserted clause, closed by one stop."""
    root = _root(tree)
    finite = any("VerbForm=Fin" in word.morph and (i == root or word.head == root) for i, word in enumerate(tree))
    inserted = any(word.dep.startswith("parataxis") for word in tree)
    roots = sum(word.head == i for i, word in enumerate(tree))
    return finite and not inserted and roots == 1 and len(tree) > 5 and tree[-1].form in {".", "!", "?"} and tree[-1].head == root


def _with_insertion(tree: Tree, stock: Material, rng: random.Random) -> Tree:
    """« S, a déclaré X. », « « S », déclare X », or the clause inside the sentence."""
    root, kind = _root(tree), rng.random()
    stop, body = tree[-1], list(tree[:-1])
    body[-1] = msgspec.structs.replace(body[-1], blank=False)
    if kind < 0.4:
        at = _gap(tree, root, rng)
        if at is not None:
            return _spliced(list(tree), at, root, clause(stock, rng), rng)
    marks = kind > 0.6 and all(word.form not in {"«", "»", '"'} for word in body)
    if stop.form != "." and (marks or rng.random() < 0.5):
        body.append(msgspec.structs.replace(stop, blank=False))
    if marks:
        body, root = _quoted(body, root, opened=rng.random() < 0.85), root + 1
    return _closed(body, root, clause(stock, rng), comma=not marks or rng.random() < 0.8)


def _mark(form: str, head: int, blank: bool) -> Word:
    return Word(form, form, "PUNCT", "", "punct", head, blank)


def _quoted(body: list[Word], root: int, opened: bool) -> list[Word]:
    words = shifted(body, 1)
    words[-1] = msgspec.structs.replace(words[-1], blank=True)
    first = _mark("«" if opened else "-", root + 1, True)
    return [first, *words, _mark("»", root + 1, False)] if opened else [first, *words]


def _closed(body: list[Word], root: int, clause: list[Word], comma: bool) -> Tree:
    verb = next(i for i, word in enumerate(clause) if word.head == i)
    start = len(body) + comma
    words = list(body)
    if comma:
        words.append(_mark(",", start + verb, True))
    else:
        words[-1] = msgspec.structs.replace(words[-1], blank=True)
    words += shifted(clause, start)
    words[start + verb] = msgspec.structs.replace(words[start + verb], head=root)
    words[-1] = msgspec.structs.replace(words[-1], blank=False)
    return (*words, _mark(".", root, True))


def _gap(tree: Tree, root: int, rng: random.Random) -> int | None:
    """Where only arcs of the root pass over: before or after a part that hangs on the root."""
    found = []
    for at in range(3, len(tree) - 2):
        over = all(root in (i, word.head) for i, word in enumerate(tree) if min(i, word.head) < at <= max(i, word.head))
        near = (tree[at].head == root and tree[at].dep in OUTWARD) or any(
            word.head == root and word.dep in OUTWARD and min(subtree(tree, i)) == at for i, word in enumerate(tree)
        )
        if over and (near or tree[at - 1].form == ",") and tree[at].form != ",":
            found.append(at)
    return rng.choice(found) if found else None


def _spliced(words: list[Word], at: int, root: int, clause: list[Word], rng: random.Random) -> Tree:
    verb = next(i for i, word in enumerate(clause) if word.head == i)
    had = words[at - 1].form == ","
    before = words[: at - had]
    size = len(clause) + 2 - had
    start = len(before) + 1

    def moved(head: int) -> int:
        return head if head < at else head + size

    left = [msgspec.structs.replace(word, head=moved(word.head)) for word in before]
    left[-1] = msgspec.structs.replace(left[-1], blank=False)
    middle = shifted(clause, start)
    middle[verb] = msgspec.structs.replace(middle[verb], head=moved(root))
    middle[-1] = msgspec.structs.replace(middle[-1], blank=False)
    right = [msgspec.structs.replace(word, head=moved(word.head)) for word in words[at:]]
    return (*left, _mark(",", start + verb, True), *middle, _mark(",", start + verb, True), *right)


def _other_marks(tree: Tree, rng: random.Random) -> Tree:
    """Straight marks for guillemets and the other way round, blanks inside them or none."""
    straight, words, opening = rng.random() < 0.5, list(tree), True
    for i, word in enumerate(words):
        if word.form in {"«", "»", '"'}:
            opens = word.form == "«" if word.form != '"' else opening
            opening = not opens
            words[i] = msgspec.structs.replace(word, form='"' if straight else "«" if opens else "»")
    return tuple(words)


def _plain_capitals(tree: Tree) -> Tree:
    return tuple(msgspec.structs.replace(word, form=word.form.translate(PLAIN)) for word in tree)
