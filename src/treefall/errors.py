"""Everything Treefall raises on purpose.

    TreefallError
    ├── SettingsError      the person's settings are wrong: names the key and the line
    ├── SourceError        a place could not be read at all (refused, unreachable, gone)
    ├── LedgerError        the ledger could not be opened, read or written
    │   ├── LedgerTooNew   it was written by a newer Treefall
    │   └── StaleEdit      somebody wrote a newer line since the one that was edited was read
    ├── WordingError       a model could not be asked, or gave no answer: the plain text stands
    └── NotFound           no entry, piece of work, plug-in or document of that name

A single bad record is no exception: see `treefall.model.Rejected`. A caller's mistake in a noun is a `ValueError`.
"""


class TreefallError(Exception):
    """Base of all the errors that a person can act on; `hint` says how."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep `message` (what went wrong, one sentence) and `hint` (what to do about it, one sentence)."""
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process, hint included."""
        return _rebuilt, (type(self), str(self), self.hint)


def _rebuilt(kind: type[TreefallError], message: str, hint: str) -> TreefallError:
    return kind(message, hint=hint)


class SettingsError(TreefallError):
    """The person's settings are wrong."""


class SourceError(TreefallError):
    """A place could not be read at all."""


class LedgerError(TreefallError):
    """The ledger could not be opened, read or written."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer Treefall."""


class StaleEdit(LedgerError):
    """A newer line of an entry stands than the one that was edited."""


class WordingError(TreefallError):
    """A model could not be asked, or gave no answer."""


class NotFound(TreefallError, LookupError):
    """No entry, piece of work, plug-in or document of that name."""
