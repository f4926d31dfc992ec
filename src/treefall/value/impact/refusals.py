"""What is refused before any arithmetic, each with what would fix it. Needs no numpy."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from statistics import median

from ...model.estimate import Quantity, Refused
from .points import Points

FEWEST = 14
"""Points on a side, at least; of daily numbers that is two whole weeks."""

FEWEST_BEFORE_SYNTHETIC = 10
FEWEST_AFTER_SYNTHETIC = 3
FEWEST_DONORS = 19
"""Controls from which a synthetic control is made: with fewer, chance alone comes first too often (1 in 20)."""

_FEWEST_EVENTS = 6
_FEWEST_BESIDE_CONTROL = 20
_MOST_MISSING = 0.2
_MOST_MISSING_OF_A_SIDE = 1 / 3
_WIDEST_GAP = 3
_MOST_OF_ONE_POINT = 0.5
_BURST = 10
_FARTHEST = 1e100
_SMALLEST_PART = 1e-9
_FOREIGN = "leave the cell empty where there is no number"


def refusal(points: Points, kind: Quantity) -> Refused | None:
    """Return why `points` cannot be measured, the plainest reason first, or None."""
    return next(filter(None, (check(points, kind) for check in _CHECKS)), None)


def synthetic(points: Points) -> bool:
    """Say whether there are enough controls to make a synthetic one of them and to rank it among placebos."""
    return len(points.controls) >= FEWEST_DONORS


def _shape(points: Points, _kind: Quantity) -> Refused | None:
    if any(len(control) != len(points.values) for control in points.controls):
        return Refused("a control does not have as many points as the series", "give one number of it for each step")
    if not 0 < points.first_after < len(points.values):
        return Refused("the date is not inside the series", "give numbers from before and from after the date")
    return None


def _finite(points: Points, _kind: Quantity) -> Refused | None:
    for what, row in (("the series", points.values), *(("a control", row) for row in points.controls)):
        numbers = [value for value in row if value is not None]
        if not all(map(math.isfinite, numbers)):
            return Refused(f"{what} holds a value that is no finite number", _FOREIGN)
        if any(abs(value) > _FARTHEST for value in numbers):
            return Refused(f"{what} holds a number too large to reckon with", "use a larger unit")
        if any(numbers) and max(map(abs, numbers)) < 1 / _FARTHEST:
            return Refused(f"{what} holds only numbers too small to reckon with", "use a smaller unit")
    return None


def _long_enough(points: Points, kind: Quantity) -> Refused | None:
    before, after = len(points.before), len(points.after)
    many = synthetic(points) and kind is not Quantity.COUNT
    fewest = (FEWEST_BEFORE_SYNTHETIC, FEWEST_AFTER_SYNTHETIC) if many else (FEWEST, FEWEST)
    both = " that the controls have as well" if points.controls else ""
    if before < fewest[0]:
        why = f"only {before} points before the date{both}"
        return Refused(why, f"take a longer history: at least {fewest[0]} points")
    if after < fewest[1]:
        return Refused(
            f"only {after} points after the date{both}", f"measure again with at least {fewest[1]} points after"
        )
    return None


def _complete(points: Points, _kind: Quantity) -> Refused | None:
    """Refuse where more than a fifth is missing, or a third of a side, or the date lies in a gap."""
    used = frozenset(points.used)
    due = [step for step in _due(points, used) if step not in points.skipped]
    before = [step for step in due if step < points.first_after]
    after = due[len(before) :]
    sides = (
        ("", due, _MOST_MISSING),
        (" before the date", before, _MOST_MISSING_OF_A_SIDE),
        (" after the date", after, _MOST_MISSING_OF_A_SIDE),
    )
    for where, steps, most in sides:
        gone = sum(step not in used for step in steps)
        if gone > most * len(steps):
            return Refused(f"{gone} of {len(steps)} points{where} are missing", "fill them or use a coarser step")
    gap = [_run(before[::-1], used), _run(after, used)]
    if all(gap) and sum(gap) >= _WIDEST_GAP:
        why = f"{sum(gap)} points in a row are missing over the date"
        return Refused(why, "fill the gap, or measure another number")
    return None


def _due(points: Points, used: frozenset[int]) -> Iterator[int]:
    """Yield the steps where a number is due: not on days of the week that never have one."""
    phases = {step % points.season for step in used}
    return (step for step in range(len(points.values)) if step % points.season in phases)


def _run(steps: Sequence[int], used: frozenset[int]) -> int:
    return sum(1 for _ in takewhile(lambda step: step not in used, steps))


def _varied(points: Points, _kind: Quantity) -> Refused | None:
    """Refuse numbers in which chance does not show: zeros, or a constant."""
    numbers = points.at(points.used)
    if not any(numbers):
        return Refused("all the numbers are zero", "check what was read, or measure another number")
    if len(set(numbers)) == 1:
        return Refused("the numbers never change", "check what was read, or measure another number")
    if len(set(points.at(points.before))) == 1:
        why = "the numbers before the date never change"
        return Refused(why, "take a longer history: nothing shows what chance does")
    return None


def _above_zero(points: Points, kind: Quantity) -> Refused | None:
    if kind is not Quantity.LEVEL and min(points.at(points.used)) < 0:
        return Refused(f"a {kind} cannot be below zero", "measure it as a level")
    for side, steps in (("before", points.before), ("after", points.after)):
        total = math.fsum(points.at(steps))
        if total < 0 or (total == 0 and (side == "before" or any(points.at(steps)))):
            return Refused(
                f"the mean {side} the date is not above zero, so that a percentage means nothing",
                "measure a number that is above zero",
            )
    return None


def _whole(points: Points, kind: Quantity) -> Refused | None:
    if kind is Quantity.COUNT and any(value % 1 for value in points.at(points.used)):
        return Refused("counts are whole numbers, and these are not", "measure them as a level or a rate")
    return None


def _eventful(points: Points, kind: Quantity) -> Refused | None:
    if kind is not Quantity.COUNT:
        return None
    before = math.fsum(points.at(points.before))
    expected = before / len(points.before) * len(points.after)
    if min(before, expected) < _FEWEST_EVENTS:
        why = f"only {min(before, expected):.1f} events were to be expected"
        return Refused(why, "wait for more, or count a wider kind")
    return None


def _eventful_control(points: Points, kind: Quantity) -> Refused | None:
    if kind is not Quantity.COUNT or not points.controls:
        return None
    for steps in (points.before, points.after):
        for row in (points.values, *points.controls):
            if math.fsum(row[step] or 0.0 for step in steps) < _FEWEST_BESIDE_CONTROL:
                why = "too few events to compare with a control"
                return Refused(why, "wait for more, or measure without the control")
    return None


def _no_single_point(points: Points, kind: Quantity) -> Refused | None:
    """Refuse where one number moves the mean of its side by half of it, and lies far beyond what the others do."""
    for steps in (points.before, points.after):
        numbers = points.at(steps)
        total, middle = math.fsum(numbers), median(numbers)
        scatter = median(abs(value - middle) for value in numbers)
        for step, value in zip(steps, numbers, strict=True):
            others = (total - value) / (len(numbers) - 1)
            moved = abs(value - others) / len(numbers)
            few = kind is Quantity.COUNT and value < _BURST
            if not few and moved > max(_MOST_OF_ONE_POINT * abs(others), scatter):
                return one_point(points, step)
    return None


def one_point(points: Points, step: int) -> Refused:
    """Return the refusal of a result that hangs on the point at `step`."""
    return Refused(
        f"one point carries the result: {points.values[step]:.6g}, {points.label(step)}",
        "check it, and exclude it if it is wrong",
    )


_CHECKS: tuple[Callable[[Points, Quantity], Refused | None], ...] = (
    _shape,
    _finite,
    _long_enough,
    _complete,
    _varied,
    _above_zero,
    _whole,
    _eventful,
    _eventful_control,
    _no_single_point,
)
