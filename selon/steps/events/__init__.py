"""Finds events of PLOVER's root types: drafts before names are resolved, events after."""

from selon.steps.events.assembling import events
from selon.steps.events.consulting import consulted
from selon.steps.events.drafting import EventDraft, event_drafts, event_heads
from selon.steps.events.triggers import Plot, plot

__all__ = ["EventDraft", "Plot", "consulted", "event_drafts", "event_heads", "events", "plot"]
