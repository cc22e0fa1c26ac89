"""Trains the French tagger and parser: python -m training.train_fr FOLDER_OF_TREEBANKS [--out selon/weights/fr]."""

import argparse
import copy
import hashlib
import os
import random
import time
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example
from spacy.util import load_config, minibatch
from thinc.api import Optimizer, fix_random_seed

from training import lexicon
from training.base import lookups, pipeline
from training.clauses import Tree, material
from training.corpus import epoch, example, trees

HERE = Path(__file__).parent
HELD = 10  # every tenth of the additional trees is not trained on


def main() -> None:
    """Reads the treebanks, trains, keeps the best epoch on the development trees, writes weights and lemma table."""
    options = arguments()
    fix_random_seed(options.seed)
    nlp = pipeline(HERE / "fr.cfg")
    train, dev = splits(nlp, options.treebanks)
    print(f"{len(train)} trees to train on, {sum(map(len, train))} tokens; {len(dev)} to stop on", flush=True)
    best = fit(nlp, train, dev, options)
    save(best, options.out)
    lexicon.write(lexicon.build(train, lookups()), options.out / "lemmas.bin")
    digests(options.out)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder with fr_sequoia-ud-{train,dev}.conllu and fr_gsd-ud-dev.conllu")
    parser.add_argument("--out", type=Path, default=HERE.parent / "selon" / "weights" / "fr")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def splits(nlp: Language, folder: Path) -> tuple[list[Tree], list[Tree]]:
    """What to train on, and what to stop on: Sequoia's own development part and every tenth tree of GSD's."""
    extra = trees(nlp, folder / "fr_gsd-ud-dev.conllu")
    held = [tree for i, tree in enumerate(extra) if i % HELD == HELD - 1]
    kept = [tree for i, tree in enumerate(extra) if i % HELD != HELD - 1]
    return trees(nlp, folder / "fr_sequoia-ud-train.conllu") + kept, trees(nlp, folder / "fr_sequoia-ud-dev.conllu") + held


def fit(nlp: Language, train: list[Tree], dev: list[Tree], options: argparse.Namespace) -> Language:
    """Trains for the epochs asked for and returns the pipeline as it was after the best of them, with averaged weights."""
    rng, made = random.Random(options.seed), material(train, HERE / "reporting.toml")
    first = [example(nlp, [tree], told=False) for tree in train]
    optimizer = nlp.initialize(lambda: first)
    optimizer.learn_rate = 0.001
    top, best, begun = 0.0, b"", time.monotonic()
    for number in range(options.epochs):
        optimizer.learn_rate = 0.001 * min(1.0, 2.0 * (1 - number / options.epochs) + 0.05)
        losses = one_epoch(nlp, epoch(nlp, train, made, rng), optimizer, options.dropout)
        with nlp.use_params(optimizer.averages):
            score = measured(nlp, dev)
            if score > top:
                top, best = score, snapshot(nlp)
        print(f"epoch {number + 1}: {score:.4f} {time.monotonic() - begun:.0f} s {losses}", flush=True)
    nlp.from_bytes(best, exclude=["vocab", "tokenizer"])
    return nlp


def snapshot(nlp: Language) -> bytes:
    """The weights as they are now."""
    return bytes(nlp.to_bytes(exclude=["vocab", "tokenizer"]))


def one_epoch(nlp: Language, examples: Iterable[Example], optimizer: Optimizer, dropout: float) -> dict[str, int]:
    """One pass over the examples in batches of sixteen texts."""
    losses: dict[str, float] = {}
    for batch in minibatch(examples, 16):  # type: ignore[no-untyped-call]
        nlp.update(batch, sgd=optimizer, drop=dropout, losses=losses)
    return {name: round(loss) for name, loss in losses.items()}


def measured(nlp: Language, dev: list[Tree]) -> float:
    """Part of speech and labelled attachment on the development trees, sentence starts told."""
    pairs = [example(nlp, [tree], told=True) for tree in dev]
    docs = list(nlp.pipe((copy.copy(pair.predicted) for pair in pairs), batch_size=64))
    scored = [Example(doc, pair.reference) for doc, pair in zip(docs, pairs, strict=True)]
    las = Scorer.score_deps(scored, "dep", ignore_labels=("punct", "dep"), getter=lambda t, a: getattr(t, f"{a}_"))
    pos = Scorer.score_token_attr(scored, "pos")
    return float(0.75 * las["dep_las"] + 0.25 * pos["pos_acc"])


def save(nlp: Language, out: Path) -> None:
    """The configuration and a folder for each component; neither vocabulary nor vectors."""
    out.mkdir(parents=True, exist_ok=True)
    load_config(HERE / "fr.cfg").to_disk(out / "config.cfg")
    for name, component in nlp.pipeline:
        component.to_disk(out / name, exclude=["vocab"])  # type: ignore[attr-defined]


def digests(out: Path) -> None:
    """Writes SHA256SUMS of all files."""
    files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(out).as_posix()}\n" for path in files]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
