"""The addresses of articles and of what is found in them: the same on every machine, and none that a program would fetch."""

from uuid import NAMESPACE_URL, uuid5

VOCABULARY = "https://selon.example/ns/1#"
"""Terms of the contract that no vocabulary has; `.example` never resolves (RFC 2606), the project has no address yet."""


def iri(kind: str, name: str) -> str:
    """A URN (RFC 4122, version 5) of a thing of a kind by its name."""
    return uuid5(NAMESPACE_URL, f"selon:{kind}:{name}").urn


def article_iri(article: str) -> str:
    """Of an article, by its id on the desk."""
    return iri("article", article)


def part_iri(article: str, part: str) -> str:
    """Of a part of an article's record, by the record's own id for it."""
    return f"{article_iri(article)}#{part}"
