"""What `selon copies` does: prints the family of an article."""

import sys
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from selon import outputs
from selon.commands import note
from selon.corpus.copies import Kinship, Member
from selon.desk import Copies, Desk
from selon.export.contract import plain
from selon.store import Kept
from selon.terminal import copies as shown

_TOLD = ("id", "key", "url", "title", "outlet", "published")


def copies(path: Path, name: str, as_json: bool) -> int:
    """Print who copied whom around an article; 0 also where nobody did."""
    with Desk(path) as desk:
        found = desk.copies(name)
    if as_json:
        outputs.to_stdout(msgspec.json.format(msgspec.json.encode(_json(found)), indent=outputs.INDENT) + b"\n")
    elif found.family or found.quotations:
        outputs.to_stdout(shown.copies(found, Console()).encode(sys.stdout.encoding or "utf-8", "replace"))
    else:
        note(f"{path} holds no copy of {found.article.name}, nor what it was copied from: add what others wrote in those days.")
    return 0


def _json(found: Copies) -> dict[str, Any]:
    family = found.family
    return {
        "article": found.article.id,
        "family": {
            "root": family.root,
            "external": family.external,
            "members": [_member(member, found) for member in family.members],
        }
        if family
        else None,
        "quotations": [_kinship(one, found) for one in found.quotations],
    }


def _member(member: Member, found: Copies) -> dict[str, Any]:
    kept = found.articles[member.id]
    return {
        **{name: getattr(kept, name) for name in _TOLD},
        "parent": member.parent,
        "external": member.external,
        "is_told": member.is_told,
        "kinship": _kinship(member.kinship, found) if member.kinship else None,
    }


def _kinship(one: Kinship, found: Copies) -> dict[str, Any]:
    a, b = found.articles[one.a].text, found.articles[one.b].text
    crediting = _crediting(one, found)
    return {
        **{name: getattr(one, name) for name in ("a", "b", "kind", "share_a", "share_b", "origin", "basis", "source")},
        "credit": plain(one.credit, crediting.text) if one.credit and crediting else None,
        "passages": [
            {"a": plain(part.a, a), "b": plain(part.b, b), "words": part.words, "quoted": part.quoted} for part in one.passages
        ],
    }


def _crediting(one: Kinship, found: Copies) -> Kept | None:
    """The article in whose text the credit stands."""
    return found.articles.get(one.b if one.origin == one.a else one.a)
