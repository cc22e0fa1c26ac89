"""Scores a pipeline on the sentences of probes.toml: python -m training.probe [--stock] [--weights FOLDER] [--show]."""

import argparse
import tomllib
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training.measure import ours, stock

HERE = Path(__file__).parent


def main() -> None:
    """Prints how many of the subjects and clauses came out right, and what did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=HERE.parent / "selon" / "weights" / "fr")
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    nlp = stock()[0] if options.stock else ours(options.weights)[0]
    for kind, (right, wanted, missed) in scores(nlp).items():
        print(f"{kind}: {right} of {wanted}")
        if options.show:
            print(*missed, sep="\n")


def scores(nlp: Language) -> dict[str, tuple[int, int, list[str]]]:
    """For subjects and clauses: right, wanted, and the arcs missed."""
    totals: dict[str, tuple[int, int, list[str]]] = {"subject": (0, 0, []), "clause": (0, 0, [])}
    for probe in tomllib.loads((HERE / "probes.toml").read_text(encoding="utf-8"))["probe"]:
        doc = nlp(told(nlp, probe["text"]))
        for kind, (right, wanted, missed) in totals.items():
            wrong = [arc for arc in probe[kind] if not has(doc, arc)]
            notes = [f"  {arc}  [{shown(doc, arc)}]  {probe['text']}" for arc in wrong]
            totals[kind] = (right + len(probe[kind]) - len(wrong), wanted + len(probe[kind]), missed + notes)
    return totals


def told(nlp: Language, text: str) -> Doc:
    """The tokens of one sentence, said to be one."""
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def has(doc: Doc, arc: str) -> bool:
    """Whether the arc is there; an inserted clause may also govern what it reports, as in other treebanks."""
    dependent, relation, head = arc.split(" ")
    token, over = doc[place(doc, dependent)], doc[place(doc, head)]
    if relation == "parataxis" and over.head == token and over.dep_.split(":")[0] in {"parataxis", "ccomp"}:
        return True
    return token.head == over and token.dep_.split(":")[0] == relation


def shown(doc: Doc, arc: str) -> str:
    """What is there in the place of the arc."""
    token = doc[place(doc, arc.split(" ")[0])]
    return f"{token.text} {token.dep_} {token.head.text}"


def place(doc: Doc, name: str) -> int:
    """The index of a token, « elle~2 » being the second « elle »."""
    form, _, number = name.partition("~")
    found = [token.i for token in doc if token.text == form]
    if len(found) < int(number or 1):
        raise SystemExit(f"no token {name} in: {[token.text for token in doc]}")
    return found[int(number or 1) - 1]


if __name__ == "__main__":
    main()
