"""Resolves who speaks and who is spoken to: names, descriptions, pronouns, texts and places that stand for somebody."""

from selon.steps.speakers.walking import Speakers, speakers

__all__ = ["Speakers", "speakers"]
