"""Scores attributions with the stock model in the place of the trained one: python -m training.gold GOLD [--part dev]."""

import argparse
import json
import tempfile
from pathlib import Path

import spacy

from evaluation.gold import PARTS, SCORER, Json, load, part_of
from evaluation.score import write
from evaluation.scorer import load_scorer
from selon.reader import Reader

FIGURES = ("attribution", "content>0.3", "content exact", "source", "resolved", "certainty", "polarity")
MODEL = "fr_core_news_md"


def main() -> None:
    """Prints a line of F1 figures for each of the two pipelines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=(*PARTS, "all"), default="dev")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args()
    golds = [load(path) for path in part_of(list(options.gold.glob("*.json")), options.part)]
    scorer = load_scorer(options.scorer)
    for name in ("trained", "stock"):
        reader = Reader()
        if name == "stock":
            use_stock(reader)
        with tempfile.TemporaryDirectory() as place:
            tally = scorer.Tally()
            for gold, record in zip(golds, write(golds, reader, Path(place)), strict=True):
                scorer.score_one(gold.text, gold.annotation, _json(record), tally)
        table = scorer.table(tally)
        print(f"{name:8}" + "".join(f"  {figure} {table[figure]['f1']:.1f}" for figure in FIGURES))


def use_stock(reader: Reader) -> None:
    """Gives the reader's tagger the model as it comes for its pipeline; tokens, lemmas and repairs stay Selon's own."""
    tagger = vars(reader)["_tagger"]
    vars(tagger)["_nlp"] = spacy.load(MODEL, exclude=["ner", "lemmatizer"])
    vars(tagger)["_morphology"] = tagger._features


def _json(path: Path) -> Json:
    return dict(json.loads(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
