"""Many places are read side by side, and one bad one never stops the others."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from treefall.app.reading import read_all
from treefall.errors import SourceError
from treefall.model import Batch, Withdrawal
from treefall.ports import World

NOW = datetime(2026, 5, 12, tzinfo=UTC)


def now() -> datetime:
    return NOW


def run(*_arguments: object, **_options: object) -> Iterator[bytes]:
    return iter(())


WORLD = World(now=now, run=run)


@dataclass(frozen=True)
class Shelf:
    """A place that yields `count` batches and then, perhaps, breaks."""

    place: str
    count: int = 1
    breaks: Exception | None = None

    def fetch(self, cursor: str | None, world: World) -> Iterator[Batch]:
        for number in range(int(cursor or 0), self.count):
            yield Batch((Withdrawal(id=f"{self.place}{number}", at=world.now(), of="x"),), cursor=str(number + 1))
        if self.breaks:
            raise self.breaks


HANDS = {"two threads": None, "an executor": ThreadPoolExecutor, "processes": ProcessPoolExecutor}


@pytest.fixture(params=HANDS)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor | None]:
    made = HANDS[request.param]
    with made(2) if made else nullcontext() as hands:
        yield hands


def test_every_batch_of_every_place_comes_in_its_order(executor: Executor | None) -> None:
    places = [Shelf("a", 30), Shelf("b", 2), Shelf("c", 0)]
    found = list(read_all(places, {"b": "1"}, WORLD, executor))
    for place, cursors in (("a", [*map(str, range(1, 31)), None]), ("b", ["2", None]), ("c", [None])):
        got = [batch.cursor if isinstance(batch, Batch) else batch for source, batch in found if source.place == place]
        assert got == cursors


def test_a_bad_place_says_why_and_the_others_are_read(executor: Executor | None) -> None:
    gone = SourceError("a is gone", hint="Put it back.")
    found = list(read_all([Shelf("a", 1, gone), Shelf("b", 3)], {}, WORLD, executor))
    assert sum(isinstance(batch, Batch) for _, batch in found) == 4
    (said,) = [(str(batch), batch.hint) for _, batch in found if isinstance(batch, SourceError)]
    assert said == ("a is gone", "Put it back.")


def test_a_defect_in_a_source_stops_only_that_source(executor: Executor | None) -> None:
    found = list(read_all([Shelf("a", 1, KeyError("oops")), Shelf("b")], {}, WORLD, executor))
    (said,) = [batch for _, batch in found if isinstance(batch, SourceError)]
    assert str(said) == "a could not be read: KeyError('oops')"


def test_whoever_stops_listening_stops_the_reading() -> None:
    reading = read_all([Shelf("a", 10_000), Shelf("b", 10_000), Shelf("c")], {}, WORLD)
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # a generator


def test_nothing_to_read_is_nothing() -> None:
    assert list(read_all([], {}, WORLD)) == []
