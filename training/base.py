"""The pipeline to train is the reader's own: the same tokenizer, the same vectors."""

from pathlib import Path

from spacy.language import Language

from selon.lang.loading import load as pack
from selon.steps.tag.pipeline import package_data, trained, untrained


def pipeline(config: Path) -> Language:
    """An untrained pipeline after `config`."""
    table = pack("fr").tagger
    return untrained(config, table.model, table.elided)


def load(weights: Path) -> Language:
    """The trained pipeline: `config.cfg` and a folder for each component."""
    table = pack("fr").tagger
    return trained(weights, table.model, table.elided)


def lookups() -> Path:
    """The folder of the lemma tables of the model that the vectors come from."""
    return package_data(pack("fr").tagger.model) / "lemmatizer" / "lookups"
