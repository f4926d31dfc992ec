"""Reading many places side by side: what they yield, as it comes, on the caller's thread."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import suppress
from queue import Full, Queue
from threading import Event
from typing import TypeAlias

from ..errors import SourceError
from ..model import Batch
from ..ports import Source, World

Found: TypeAlias = tuple[Source, Batch | SourceError | None]
"""A place and what came from it: a batch; an error, after which nothing more comes; None: all was read."""

_HANDS = 2
_WAITING = 4  # batches read ahead of the ledger: enough to keep it busy, few enough to keep memory flat
_PATIENCE = 0.1  # seconds between two looks of a full-handed reader at whether anybody still listens


def read_all(
    sources: Sequence[Source], cursors: Mapping[str, str], world: World, executor: Executor | None = None
) -> Iterator[Found]:
    """Yield what is new in each of `sources`, batch by batch; one bad place never stops the others.

    Without an executor two threads read, at most a few batches ahead of whoever listens. With one (processes, a
    cluster) each place is read whole on a worker, and comes when it is done.
    """
    if executor is None:
        yield from _side_by_side(sources, cursors, world)
        return
    futures = {executor.submit(_whole, source, cursors.get(source.place), world): source for source in sources}
    for future in as_completed(futures):
        for found in future.result():
            yield futures[future], found


def _whole(source: Source, cursor: str | None, world: World) -> list[Batch | SourceError | None]:
    return list(_read(source, cursor, world))


def _read(source: Source, cursor: str | None, world: World) -> Iterator[Batch | SourceError | None]:
    try:
        yield from source.fetch(cursor, world)
        yield None
    except SourceError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - a plug-in's defect must not stop the other places
        hint = "This is a defect of that source; the other places were read."
        yield SourceError(f"{source.place} could not be read: {error!r}", hint=hint)


def _side_by_side(sources: Sequence[Source], cursors: Mapping[str, str], world: World) -> Iterator[Found]:
    queue: Queue[Found] = Queue(_WAITING)
    stop = Event()

    def read(source: Source) -> None:
        for found in _read(source, cursors.get(source.place), world):
            while not stop.is_set():
                with suppress(Full):
                    queue.put((source, found), timeout=_PATIENCE)
                    break
            else:
                return

    pool = ThreadPoolExecutor(_HANDS, thread_name_prefix="read")
    try:
        for source in sources:
            pool.submit(read, source)
        left = len(sources)
        while left:
            source, found = queue.get()
            yield source, found
            left -= not isinstance(found, Batch)
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)
