"""What the page shows, as plain values: the template only lays them out."""

from selon.model import Value


class Piece(Value, frozen=True):
    """A run of words with the classes that wrap it, outermost first, and the numbers of the statements that begin there."""

    text: str
    wraps: tuple[str, ...]
    begins: tuple[tuple[int, str], ...]


class Fact(Value, frozen=True):
    """A labelled detail of a note or of the article; `quoted` where it is cut out of the text."""

    label: str
    value: str
    quoted: bool = False


class Note(Value, frozen=True):
    """What is known of one statement, and the notes of those within it in the same paragraph.

    `outer` are the names through whom it came, outermost first; `manner` are words with whether they are worth a glance.
    """

    number: int
    classes: str
    name: str
    outer: tuple[str, ...]
    addressee: str | None
    manner: tuple[tuple[str, bool], ...]
    facts: tuple[Fact, ...]
    within: int | None
    inner: tuple["Note", ...] = ()


class Paragraph(Value, frozen=True):
    """A line of the article with the notes of the statements that begin in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    is_provenance: bool


class Speaker(Value, frozen=True):
    """A source with the classes of its line and the numbers of its statements."""

    name: str
    classes: str
    numbers: tuple[int, ...]


class Named(Value, frozen=True):
    """A row of the list of entities."""

    name: str
    kind: str
    country: str
    mentions: int
    roles: tuple[str, ...]


class Page(Value, frozen=True):
    """All that the template needs."""

    title: str
    language: str
    dateline: tuple[str, ...]
    link: str | None
    speakers: tuple[Speaker, ...]
    paragraphs: tuple[Paragraph, ...]
    entities: tuple[Named, ...]
    origin: tuple[Fact, ...]
