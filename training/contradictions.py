"""Learns how much each kind of opposition counts: python -m training.contradictions PAIRS.tsv [--write].

A logistic regression over the named features of `selon.opposition`. What opposes may not count for agreement: a feature whose
weight comes out negative is left out and the rest is fitted again.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tomli_w

from evaluation.pairs import load as load_pairs
from selon.comparing import comparer
from selon.lang.loading import load
from selon.opposition import features, oppositions

TABLE = Path(__file__).resolve().parents[1] / "selon" / "lang" / "fr" / "judgement.toml"
NAMES = ("one_sided", "decisive", "denial", "date", "denied_matter")
FREE = frozenset({"bias"})
RIDGE = 1.0
STEPS = 50
FOLDS = 10
COMMENT = "# How much each kind of opposition counts. Written by `python -m training.contradictions PAIRS.tsv --write`.\n"

Matrix = npt.NDArray[np.float64]
Named = dict[str, float]


def design(rows: Sequence[Named], names: Sequence[str]) -> Matrix:
    """One row a pair: 1 for the bias, then the features in the order of the names."""
    return np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])


def fit(rows: Sequence[Named], labels: Sequence[bool]) -> Named:
    """The weights of the features and the bias, by Newton's method with a ridge penalty."""
    names = list(NAMES)
    while True:
        weights = dict(zip(["bias", *names], _newton(design(rows, names), np.array(labels, dtype=float)).tolist(), strict=True))
        wrong = [name for name in names if name not in FREE and weights[name] < 0]
        if not wrong:
            return weights
        names.remove(min(wrong, key=lambda name: weights[name]))


def _newton(x: Matrix, y: Matrix) -> Matrix:
    weights = np.zeros(x.shape[1])
    ridge = np.eye(len(weights)) * RIDGE
    ridge[0, 0] = 1e-6
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + ridge @ weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def scores(rows: Sequence[Named], weights: Named) -> list[float]:
    """The estimated probability of a contradiction for each row."""
    names = [name for name in weights if name != "bias"]
    return list(1 / (1 + np.exp(-design(rows, names) @ np.array([weights["bias"], *(weights[name] for name in names)]))))


def cross_validated(rows: Sequence[Named], labels: Sequence[bool], folds: int = FOLDS) -> list[float]:
    """For each row the probability by weights learned from the other folds."""
    order = np.random.default_rng(0).permutation(len(rows)).tolist()
    found = [0.0] * len(rows)
    for fold in range(folds):
        held = set(order[fold::folds])
        learned = [i for i in range(len(rows)) if i not in held]
        weights = fit([rows[i] for i in learned], [labels[i] for i in learned])
        for i, p in zip(sorted(held), scores([rows[i] for i in sorted(held)], weights), strict=True):
            found[i] = p
    return found


def measured(pairs: Sequence[tuple[str, str]]) -> list[Named]:
    """The features of each pair."""
    return [features(match, oppositions(match)) for match, _ in comparer().matches(pairs)]


def main() -> None:
    """Prints the weights, and writes them into the package's table where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = load_pairs(options.pairs)
    weights = fit(measured([(pair.a, pair.b) for pair in pairs]), [pair.contradicts for pair in pairs])
    table = load("fr").oppositions.judgement
    text = COMMENT + tomli_w.dumps({
        "source": table.source, "threshold": table.threshold, "decisive": table.decisive,
        "unrelated_below": table.unrelated_below, "agreement_from": table.agreement_from,
        "weights": {name: round(weight, 2) for name, weight in weights.items()},
    })  # fmt: skip
    print(text)
    if options.write:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
