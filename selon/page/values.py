"""What the page shows, as plain values: the template only lays them out."""

from selon.model import Value


class Wrap(Value, frozen=True):
    """What is put around a run of words: classes, and an id where a layer's span begins."""

    classes: str
    id: str | None = None


class Tag(Value, frozen=True):
    """The short label of a layer's span, shown where it begins."""

    layer: str
    label: str


class Piece(Value, frozen=True):
    """A run of words with what wraps it, outermost first, and the numbers of the statements that begin there.

    `first` is the word, or the head of a long one, that the tags may not be parted from; `rest` follows it.
    """

    first: str
    rest: str
    wraps: tuple[Wrap, ...]
    tags: tuple[Tag, ...]
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


class Layer(Value, frozen=True):
    """A kind of mark in the text that can be switched off, with how many there are."""

    key: str
    label: str
    count: int


class Link(Value, frozen=True):
    """A short label that leads to an id of the page."""

    label: str
    id: str
    says: str


class Entry(Value, frozen=True):
    """An event or a contact: what it is, how it stands, its words, who began it towards whom or who took part.

    `by` are the sources of the statements it stands in, with their numbers.
    """

    links: tuple[Link, ...]
    what: str
    status: str
    notable: bool
    words: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...] = ()
    place: str | None = None
    topics: tuple[str, ...] = ()
    date: str = ""
    by: tuple[tuple[str, int], ...] = ()


class Moment(Value, frozen=True):
    """The entries of one date, which is ISO 8601, partial allowed, and `exact` where it is a day; empty where there is none."""

    date: str
    exact: bool
    entries: tuple[Entry, ...]


class Row(Value, frozen=True):
    """A row of a list of findings: its link, cells as plain words, words cut out of the text, statements with their sources."""

    link: Link | None
    head: str
    notable: bool
    cut: tuple[str, ...]
    cells: tuple[str, ...]
    by: tuple[tuple[str, int], ...] = ()


class Findings(Value, frozen=True):
    """What the page shows beside statements and entities."""

    layers: tuple[Layer, ...]
    moments: tuple[Moment, ...]
    entries: tuple[Entry, ...]
    times: tuple[Row, ...]
    checks: tuple[Row, ...]
    wording: tuple[Row, ...]


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
    findings: Findings
