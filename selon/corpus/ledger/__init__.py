"""The ledger: contacts over a whole corpus, one entry a contact, and what articles claim of them."""

from selon.corpus.ledger.checking import Finding, Placed, check
from selon.corpus.ledger.claims import Claim, claims
from selon.corpus.ledger.entries import Difference, Entry, Gap, Version, entries, gaps
from selon.corpus.ledger.reports import Party, Report, Reported, Teller, reported

__all__ = [
    "Claim",
    "Difference",
    "Entry",
    "Finding",
    "Gap",
    "Party",
    "Placed",
    "Report",
    "Reported",
    "Teller",
    "Version",
    "check",
    "claims",
    "entries",
    "gaps",
    "reported",
]
