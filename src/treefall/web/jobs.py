"""Long work beside the pages: reading what is new, in a thread and an App of its own, so that the pages go on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType

from ..app import App, Collected, Progress
from ..errors import TreefallError


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading goes.

    Attributes:
        places: what is read, with how many pieces of evidence were found there so far.
        done: which of them were read to their end.
        came: what came of it; None while it goes on, or where nothing could be read.
        failed: why nothing could be read, and what to do about it; "" where it could.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    came: Collected | None = None
    failed: str = ""

    @property
    def is_going_on(self) -> bool:
        """Say whether it has not ended yet."""
        return self.came is None and not self.failed


class Jobs:
    """Reads what is new when it is asked to, one thing at a time, and says how it goes."""

    def __init__(self, open_app: Callable[[], App]) -> None:
        """Open the App that reads by `open_app`, in the thread that works with it."""
        self._open, self._lock = open_app, Lock()
        self._found: dict[str, int] = {}
        self._done: set[str] = set()
        self._last: Reading | None = None
        self._thread: Thread | None = None

    @property
    def reading(self) -> Reading | None:
        """Return how reading goes, or went last; None where nothing was read since the pages were opened."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                return Reading(MappingProxyType(dict(self._found)), frozenset(self._done))
            return self._last

    def read(self, repositories: Sequence[Path], me: Sequence[str]) -> None:
        """Begin to read; where something is being read already, go on with that."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                return
            self._found, self._done = {}, set()
            self._thread = Thread(target=self._read, args=(repositories, me), name="treefall-reading", daemon=True)
            self._thread.start()

    def _read(self, repositories: Sequence[Path], me: Sequence[str]) -> None:
        came, failed = None, ""
        try:
            app = self._open()
            try:
                came = app.collect(repositories=repositories, me=me, progress=self._progress())
                app.judgement()  # so that the next page need not wait for it
            finally:
                app.close()
        except TreefallError as error:
            failed = f"{error} {error.hint}"
        except OSError as error:
            failed = f"The system refused: {error}."
        self._last = Reading(dict(self._found), frozenset(self._done), came, failed)

    def _progress(self) -> Progress:
        return Progress(
            found=lambda places: self._found.update(dict.fromkeys(places, 0)),
            read=lambda place, number: self._found.update({place: number}),
            done=self._done.add,
        )
