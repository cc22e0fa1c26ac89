"""Time expressions with their TIMEX3 values, and when a statement was made."""

from selon.steps.times.finding import times
from selon.steps.times.telling import told

__all__ = ["times", "told"]
