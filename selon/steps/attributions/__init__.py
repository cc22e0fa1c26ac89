"""Finds who says what: drafts by every rule, then the ones that stand when rules disagree."""

from selon.steps.attributions.finding import attributions
from selon.steps.attributions.scene import Scene, scene

__all__ = ["Scene", "attributions", "scene"]
