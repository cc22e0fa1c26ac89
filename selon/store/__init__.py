"""One SQLite file: articles and records are the truth, all else is made from them and can be made again."""

from selon.store.articles import Kept, address_of, article_id
from selon.store.file import READ, WRITE, Store, opened

__all__ = ["READ", "WRITE", "Kept", "Store", "address_of", "article_id", "opened"]
