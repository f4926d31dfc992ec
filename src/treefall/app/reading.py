"""Reading many places side by side: what they yield, as it comes, on the caller's thread."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from queue import Empty, Full, Queue, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeAlias

from ..errors import SourceError
from ..model import Batch
from ..ports import Source, World

if TYPE_CHECKING:
    from concurrent.futures import Executor

Found: TypeAlias = tuple[Source, Batch | SourceError | None]
"""A place and what came from it: a batch; an error, after which nothing more comes; None: all was read."""

_HANDS = 2
_WAITING = 4  # batches read ahead of the ledger: enough to keep it busy, few enough to keep memory flat
_PATIENCE = 0.1  # seconds between two looks of a full-handed reader at whether anybody still listens


def read_all(
    sources: Sequence[Source], cursors: Mapping[str, str], world: World, executor: "Executor | None" = None
) -> Iterator[Found]:
    """Yield what is new in each of `sources`, batch by batch; one bad place never stops the others.

    Without an executor two threads read, at most a few batches ahead of whoever listens. With one (processes, a
    cluster) each place is read whole on a worker, and comes when it is done.
    """
    if executor is None:
        yield from _side_by_side(sources, cursors, world)
        return
    from concurrent.futures import as_completed  # noqa: PLC0415 - heavy, and whoever brings hands has it

    futures = {executor.submit(_whole, source, cursors.get(source.place), world): source for source in sources}
    for future in as_completed(futures):
        for found in future.result():
            yield futures[future], found


def _whole(source: Source, cursor: str | None, world: World) -> list[Batch | SourceError | None]:
    return list(_read(source, cursor, world))


def _read(source: Source, cursor: str | None, world: World) -> Generator[Batch | SourceError | None, None, None]:
    try:
        yield from source.fetch(cursor, world)
        yield None
    except SourceError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - a plug-in's defect must not stop the other places
        hint = "This is a defect of that source; the other places were read."
        yield SourceError(f"{source.place} could not be read: {error!r}", hint=hint)


def _side_by_side(sources: Sequence[Source], cursors: Mapping[str, str], world: World) -> Iterator[Found]:
    hands = _Hands(sources, cursors, world)
    left = len(sources)
    try:
        while left:
            source, found = hands.found.get()
            yield source, found
            left -= not isinstance(found, Batch)
    finally:
        hands.rest()


class _Hands:
    """Threads that read places, at most a few batches ahead of whoever takes them from `found`."""

    def __init__(self, sources: Sequence[Source], cursors: Mapping[str, str], world: World) -> None:
        self.found: Queue[Found] = Queue(_WAITING)
        self._waiting: SimpleQueue[Source] = SimpleQueue()
        self._cursors, self._world = cursors, world
        self._stop = Event()
        for source in sources:
            self._waiting.put(source)
        count = min(_HANDS, len(sources))
        self._threads = [Thread(target=self._work, name=f"read-{number}", daemon=True) for number in range(count)]
        for thread in self._threads:
            thread.start()

    def _work(self) -> None:
        with suppress(Empty):
            while not self._stop.is_set():
                source = self._waiting.get_nowait()
                with closing(_read(source, self._cursors.get(source.place), self._world)) as batches:
                    for found in batches:
                        if not self._put((source, found)):
                            return

    def _put(self, found: Found) -> bool:
        """Hand `found` over, and say whether anybody still listens."""
        while not self._stop.is_set():
            with suppress(Full):
                self.found.put(found, timeout=_PATIENCE)
                return True
        return False

    def rest(self) -> None:
        """End the reading: what git still does is stopped."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
