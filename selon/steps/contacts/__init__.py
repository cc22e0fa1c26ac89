"""Finds calls, meetings, visits, letters and negotiations: drafts before names are resolved, contacts after."""

from selon.steps.contacts.assembling import contacts
from selon.steps.contacts.company import Ground
from selon.steps.contacts.drafting import ContactDraft, contact_drafts, heads, meanings, posts

__all__ = ["ContactDraft", "Ground", "contact_drafts", "contacts", "heads", "meanings", "posts"]
