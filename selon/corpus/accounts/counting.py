"""Which figures of two passages count the same people in the same state, and which of them cannot both hold."""

from collections.abc import Iterator

from selon.corpus.accounts.drafts import Draft
from selon.corpus.accounts.figures import Figure

What = tuple[str, str]


def tolls_shared(x: Draft, y: Draft) -> bool:
    """Whether both count the same, and each only once: « 12 morts au nord, 3 morts au sud » counts two things."""
    return bool(_single(x).keys() & _single(y).keys())


def tolls_apart(x: Draft, y: Draft) -> Iterator[tuple[Figure, Figure]]:
    """The figures of both for each toll of which no value can be the same."""
    of_x, of_y = _single(x), _single(y)
    for what in sorted(of_x.keys() & of_y.keys()):
        if not of_x[what].agrees(of_y[what]):
            yield of_x[what], of_y[what]


def _single(draft: Draft) -> dict[What, Figure]:
    found: dict[What, list[Figure]] = {}
    for figure in draft.figures:
        found.setdefault((figure.toll, figure.whom), []).append(figure)
    return {what: figures[0] for what, figures in found.items() if len(figures) == 1}
