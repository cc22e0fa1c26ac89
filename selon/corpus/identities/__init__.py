"""One actor across articles: names, spellings, scripts and offices by date."""

from selon.corpus.identities.grouping import Rulings, acronym_links, are_one, grouped, reached
from selon.corpus.identities.names import Given, is_proper, person_name, plain
from selon.corpus.identities.portraits import Met, OfficeHeld, Place, Portrait, Said, display_name, portrait, tenures_of
from selon.corpus.identities.resolving import NEAR, Candidate, Resolution, Tenured, held_on, resolve
from selon.corpus.identities.sightings import (
    Bare,
    Naming,
    Sighting,
    Told,
    blocks_of,
    day_of,
    is_spelled,
    name_of,
    naming_of,
    sightings,
)
from selon.corpus.identities.titles import Title, Titles

__all__ = [
    "NEAR",
    "Bare",
    "Candidate",
    "Given",
    "Met",
    "Naming",
    "OfficeHeld",
    "Place",
    "Portrait",
    "Resolution",
    "Rulings",
    "Said",
    "Sighting",
    "Tenured",
    "Title",
    "Titles",
    "Told",
    "acronym_links",
    "are_one",
    "blocks_of",
    "day_of",
    "display_name",
    "grouped",
    "held_on",
    "is_proper",
    "is_spelled",
    "name_of",
    "naming_of",
    "person_name",
    "plain",
    "portrait",
    "reached",
    "resolve",
    "sightings",
    "tenures_of",
]
