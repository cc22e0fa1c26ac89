"""Finds who and what is named in an article and which mentions are one and the same."""

from selon.steps.mentions.casting import cast

__all__ = ["cast"]
