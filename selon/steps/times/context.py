"""What one expression is read against, and what comes of it."""

import msgspec

from selon.model import TimeBasis, TimeType
from selon.steps.times.anchors import Anchor
from selon.steps.times.moments import Moment
from selon.steps.times.tense import Direction


class Context(msgspec.Struct, frozen=True):
    """What a hit is read against.

    `previous` is the moment told last, `day` the last that tells a day, `beside` a year told in the same sentence, `near`
    whether `day` was told in it, `way` the direction of the clause.
    """

    anchor: Anchor | None
    previous: Moment | None
    day: Moment | None
    beside: int | None
    near: bool
    way: Direction


class Outcome(msgspec.Struct, frozen=True):
    """What an expression means: a moment of the calendar, or a value that no calendar tells; `type` where it is not the row's."""

    basis: TimeBasis
    moment: Moment | None = None
    value: str = ""
    type: TimeType | None = None

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        return self.value or (self.moment.value if self.moment is not None else "")
