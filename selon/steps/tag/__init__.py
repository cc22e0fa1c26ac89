"""The only room that knows a tagger: texts go in, Words come out."""

from selon.steps.tag.tagger import BATCH, Tagger

__all__ = ["BATCH", "Tagger"]
