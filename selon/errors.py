"""The errors that Selon raises, each saying what, where, what was expected and what to do next."""


class SelonError(Exception):
    """Anything that Selon itself reports; the command line prints it and leaves with `exit_code`."""

    exit_code = 1


class InputError(SelonError):
    """An article that cannot be read: missing, empty, not text, too long or in no supported language."""

    exit_code = 3


class FetchError(InputError):
    """A URL that could not be fetched: its message is the URL, then the reason.

    `status` is the answer's code where there was one, `wait` the seconds that the server asks to be left alone, and
    `is_passing` tells that the same may work later.
    """

    def __init__(
        self, url: str, reason: str, *, status: int | None = None, wait: float | None = None, is_passing: bool = False
    ) -> None:
        super().__init__(f"{url} {reason}.")
        self.url, self.reason, self.status, self.wait, self.is_passing = url, reason, status, wait, is_passing


class MissingError(InputError):
    """What was asked for by a name that nothing in the desk has."""


class OutputError(SelonError):
    """A place that cannot be written."""

    exit_code = 4


class PackError(SelonError):
    """A language pack with an unknown key, a duplicate form or a bad reference, named by file and row."""

    exit_code = 5


class RecordError(SelonError):
    """A record that breaks its contract; the message carries the path of the offending value."""

    exit_code = 6


class DeskError(SelonError):
    """A desk that is missing, is none, is another version's or cannot be written."""

    exit_code = 7
