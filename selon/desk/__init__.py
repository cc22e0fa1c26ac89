"""The desk: one file that articles are added to and that is asked about them; the only object that changes."""

from selon.desk.adding import Added
from selon.desk.copying import Copies
from selon.desk.desk import Desk
from selon.desk.finding import Facet, Found
from selon.store import READ, WRITE

__all__ = ["READ", "WRITE", "Added", "Copies", "Desk", "Facet", "Found"]
