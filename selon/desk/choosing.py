"""What of an account is asked for: the claims that some source, outlet or stance has a part in, in some days."""

from typing import NamedTuple

import msgspec

from selon.corpus.accounts import Claim, Passage, Stance
from selon.desk.accounts import Accounted


class Choice(NamedTuple):
    """What a passage of a claim has to be for the claim to be shown; empty asks for nothing. Days are ISO 8601, partial too."""

    outlet: str = ""
    source: str = ""
    stance: Stance | None = None
    since: str = ""
    until: str = ""


def chosen(found: Accounted, choice: Choice) -> Accounted:
    """The account with those claims alone of which one passage is all that is asked for; they keep their other passages."""
    voices = {one.voice for claim in found.account.claims for one in claim.passages if one.chain[-1] == choice.source}
    kept = tuple(claim for claim in found.account.claims if _has(claim, choice, voices))
    return found._replace(account=msgspec.structs.replace(found.account, claims=kept))


def sources(found: Accounted) -> tuple[str, ...]:
    """The names of all who speak in an account and are no outlet of it, those that speak in more claims first."""
    counted: dict[str, int] = {}
    for claim in found.account.claims:
        for name in {one.chain[-1] for one in claim.passages if len(one.chain) > 1}:
            counted[name] = counted.get(name, 0) + 1
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _has(claim: Claim, choice: Choice, voices: set[str]) -> bool:
    return any(_is_asked_for(one, choice, voices) for one in claim.passages)


def _is_asked_for(one: Passage, choice: Choice, voices: set[str]) -> bool:
    day = one.published or ""
    return (
        (not choice.outlet or one.outlet == choice.outlet)
        and (not choice.source or one.voice in voices)
        and (choice.stance is None or one.stance == choice.stance)
        and (not choice.since or (bool(day) and day[: len(choice.since)] >= choice.since))
        and (not choice.until or (bool(day) and day[: len(choice.until)] <= choice.until))
    )
