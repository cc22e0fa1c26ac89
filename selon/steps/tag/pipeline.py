"""Builds the pipeline: the tokenizer and vectors of an installed model, and weights that ship with Selon."""

import importlib.util
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import load_config
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from thinc.api import NumpyOps, set_current_ops

from selon.errors import PackError

# The tokenizer's pattern is case-blind and writes out every lower-case letter of Unicode 400 times: compiling it takes 2.6 s.
LETTERS = "a-zß-öø-ɏа-џα-ω"


class Bare(Language):  # type: ignore[no-untyped-call]
    """A pipeline without a language's own defaults: importing those of French costs 2.5 s and changes nothing here."""

    lang = "fr"


def package_data(name: str) -> Path:
    """The folder of an installed model, without importing it; raises PackError where it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise PackError(f"the model {name} is not installed: pip install {name.replace('_', '-')}")
    root = Path(spec.origin).parent
    return root / f"{name}-{srsly.read_json(root / 'meta.json')['version']}"


def untrained(config: Path, model: str, elided: Sequence[str]) -> Language:
    """A pipeline after the file `config`, with the model's tokenizer and vectors and no weights yet."""
    set_current_ops(NumpyOps(use_blis=False))
    nlp = Bare.from_config(load_config(config), auto_fill=False, validate=False)
    data = package_data(model)
    nlp.tokenizer = _tokenizer(nlp.vocab, data / "tokenizer", elided)
    nlp.vocab.vectors = _vectors(nlp.vocab, data / "vocab")
    return nlp


def trained(weights: Path, model: str, elided: Sequence[str]) -> Language:
    """The pipeline with its weights: `config.cfg` and a folder for each component."""
    nlp = untrained(weights / "config.cfg", model, elided)
    for name, component in nlp.pipeline:
        component.from_disk(weights / name, exclude=["vocab"])  # type: ignore[attr-defined]
    return nlp


def _tokenizer(vocab: Vocab, path: Path, elided: Sequence[str]) -> Tokenizer:
    """The model's tokenizer; it also keeps an elided word whole before a blank and splits « ont-elles »."""
    data = srsly.msgpack_loads(path.read_bytes())
    whole = {f"{form}'": [{"ORTH": f"{form}'"}] for word in elided for form in (word, word.capitalize())}
    return Tokenizer(
        vocab,
        rules=data["exceptions"] | whole,
        prefix_search=re.compile(data["prefix_search"]).search,
        suffix_search=re.compile(data["suffix_search"].replace("|elle|", "|elles|elle|")).search,
        infix_finditer=re.compile(data["infix_finditer"]).finditer,
        token_match=re.compile(data["token_match"].replace(ALPHA, LETTERS).replace(ALPHA_LOWER, LETTERS)).match,
        url_match=re.compile(data["url_match"]).match,
        faster_heuristics=data["faster_heuristics"],
    )


def _vectors(vocab: Vocab, path: Path) -> Vectors:
    """The model's vectors, read by hand: the library's way walks over half a million keys first."""
    table = Vectors(strings=vocab.strings, data=np.load(path / "vectors"), name="vectors")
    table.key2row = srsly.read_msgpack(path / "key2row")
    return table
