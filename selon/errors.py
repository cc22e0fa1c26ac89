"""The errors that Selon raises, each saying what, where, what was expected and what to do next."""


class SelonError(Exception):
    """Anything that Selon itself reports; the command line prints it and leaves with `exit_code`."""

    exit_code = 1


class InputError(SelonError):
    """An article that cannot be read: missing, empty, not text, too long or in no supported language."""

    exit_code = 3


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
