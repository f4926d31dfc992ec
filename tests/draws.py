"""Series whose truth is known, drawn without numpy: the same ones for the same seed."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from treefall.model import Series

START = date(2026, 1, 5)  # a Monday
SHIPPED = date(2026, 3, 6)  # sixty days later
BEFORE, AFTER = 60, 30


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - chance for tests


def noisy(
    level: float = 100.0,
    spread: float = 5.0,
    *,
    steps: int = BEFORE + AFTER,
    effect: float = 0.0,
    first_after: int = BEFORE,
    seed: int = 1,
) -> list[float]:
    """Return independent noise around a level that changes by the share `effect` from `first_after` on."""
    draw = _dice(seed)
    return [(level + draw.gauss(0, spread)) * (1 + effect * (step >= first_after)) for step in range(steps)]


def remembering(memory: float, spread: float, *, steps: int = BEFORE + AFTER, seed: int = 1) -> list[float]:
    """Return an AR(1) around 0."""
    draw, last, found = _dice(seed), 0.0, []
    for _ in range(steps):
        last = memory * last + draw.gauss(0, spread * (1 - memory**2) ** 0.5)
        found.append(last)
    return found


def events(mean: float, *, steps: int = BEFORE + AFTER, effect: float = 0.0, seed: int = 1) -> list[float]:
    """Return Poisson counts (by summing exponential waits) whose rate changes by `effect` from step 60 on."""
    draw = _dice(seed)
    return [float(_count(draw, mean * (1 + effect * (step >= BEFORE)))) for step in range(steps)]


def daily(values: Sequence[float | None], name: str = "latency", start: date = START) -> Series:
    """Return `values` as a series of consecutive days."""
    return Series(tuple(start + timedelta(days=step) for step in range(len(values))), tuple(values), name)


def without(values: Iterable[float], *steps: int) -> list[float | None]:
    """Return `values` with gaps at `steps`."""
    return [None if step in steps else value for step, value in enumerate(values)]


def _count(draw: random.Random, mean: float) -> int:
    waited, count = draw.expovariate(1), 0
    while waited < mean:
        waited += draw.expovariate(1)
        count += 1
    return count
