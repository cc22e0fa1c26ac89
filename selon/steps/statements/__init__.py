"""Turns drafts into the statements and entities of a record."""

from selon.steps.statements.assembling import Assembled, assemble
from selon.steps.statements.describing import describe

__all__ = ["Assembled", "assemble", "describe"]
