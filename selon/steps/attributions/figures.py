"""Figures with a source each: « 1 200 selon X, 3 000 selon Y », where the second stands for a clause left out (gapping).

M. Riegel et al., Grammaire méthodique du français, 2018, ch. XVIII (ellipsis in coordinated clauses).
"""

from collections.abc import Iterator

from selon.steps.attributions.scene import Scene
from selon.syntax.verbs import is_finite, is_verb

_WIDEST = 7  # tokens of what is counted, behind the number
_LINKS = frozenset({"PUNCT", "CCONJ", "ADP", "ADV"})
_SETS_APART = frozenset({",", ")", ";"})


def paired_figure(scene: Scene, token: int) -> range | None:
    """The tokens of the figure before the preposition at `token`, where the sentence gives another to another source."""
    figure = figure_before(scene, token)
    if figure is None:
        return None
    paired = _answers(scene, figure) or next_figure(scene, token) is not None or _is_bare_remnant(scene, token, figure)
    return figure if paired else None


def figure_before(scene: Scene, token: int) -> range | None:
    """The number with what it counts that ends right before a token, or before the comma or bracket in front of it."""
    words = scene.words
    first = words.bounds(token)[0]
    stop = token - 1 if token - 1 > first and words.form[token - 1] in (",", "(") else token
    at = next((i for i in range(stop - 1, max(first, stop - _WIDEST) - 1, -1) if not _counted(scene, i)), first)
    if words.pos[at] != "NUM":
        return None
    while at > first and (words.pos[at - 1] == "NUM" or (words.pos[at - 1] == "ADP" and words.pos[max(at - 2, first)] == "NUM")):
        at -= 1
    return range(_with_bound(scene, at, first), stop)


def _counted(scene: Scene, token: int) -> bool:
    """Whether a token can belong to what is counted: « personnes », « millions d'euros », « morts à Brest »."""
    words = scene.words
    return words.pos[token] in ("NOUN", "PROPN", "ADJ", "ADP", "SYM") and not is_verb(words, token) and not _reports(scene, token)


def _with_bound(scene: Scene, at: int, first: int) -> int:
    """Takes in what bounds the number or determines it: « près de 300 », « les 40 »."""
    words = scene.words
    for form, _ in scene.pack.oppositions.bounds:
        if at - len(form) >= first and tuple(words.form[at - len(form) : at]) == form:
            return at - len(form)
    return at - 1 if at > first and words.pos[at - 1] == "DET" else at


def _reports(scene: Scene, token: int) -> int:
    """The number of tokens of the attributing preposition that begins at a token, 0 where none does."""
    for form, row in scene.pack.openings.get(scene.words.form[token], ()):
        if scene.reads(token, form):
            return len(form) if row.kind == "preposition" and not row.opinion else 0
    return 0


def next_figure(scene: Scene, token: int) -> int | None:
    """The first token of the links to the next figure with its source, where only this source's phrase stands between."""
    words = scene.words
    stop = words.bounds(token)[1]
    behind = token + _reports(scene, token)
    following = next((i for i in range(behind, stop) if _reports(scene, i)), None)
    figure = figure_before(scene, following) if following is not None else None
    if figure is None or figure.start <= behind or any(is_finite(words, i) for i in range(behind, figure.start)):
        return None
    return _links_before(scene, figure.start, behind)


def _answers(scene: Scene, figure: range) -> bool:
    """Whether a figure with its source stands before this one, nothing but links between."""
    return any(next_figure(scene, token) == _links_before(scene, figure.start, token) for token in _earlier(scene, figure.start))


def _earlier(scene: Scene, before: int) -> Iterator[int]:
    """The attributing preposition nearest before a token that stands behind a figure."""
    nearest = next((i for i in range(before - 1, scene.words.bounds(before)[0], -1) if _reports(scene, i)), None)
    if nearest is not None and figure_before(scene, nearest) is not None:
        yield nearest


def _links_before(scene: Scene, figure: int, floor: int) -> int | None:
    """Where the links begin that set a figure apart from what precedes it; None where none of them does."""
    words = scene.words
    at = figure
    while at - 1 > floor and words.pos[at - 1] in _LINKS:
        at -= 1
    apart = any(words.form[i] in _SETS_APART or words.pos[i] == "CCONJ" for i in range(at, figure))
    return at if apart else None


def _is_bare_remnant(scene: Scene, token: int, figure: range) -> bool:
    """« P ont défilé, 3 000 selon Y »: behind a comma, a number that counts nothing of its own, after one that does."""
    words = scene.words
    first = words.bounds(token)[0]
    if figure.start - 1 <= first or words.form[figure.start - 1] != "," or words.pos[figure.stop - 1] != "NUM":
        return False
    return any(words.pos[i] == "NUM" for i in range(first, figure.start - 1))


def opens_remnant(scene: Scene, token: int) -> bool:
    """Whether a figure that goes to another source begins at a token, behind a comma: what is said before ends there."""
    words = scene.words
    stop = words.bounds(token)[1]
    at = next((i for i in range(token, min(token + _WIDEST + 2, stop)) if _reports(scene, i)), None)
    figure = paired_figure(scene, at) if at is not None else None
    return figure is not None and figure.start == token
