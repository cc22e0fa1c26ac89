"""Finds words that take a side: loaded names, euphemisms, evaluations, distance (labels of words, never of people)."""

from selon.steps.wording.finding import wordings

__all__ = ["wordings"]
