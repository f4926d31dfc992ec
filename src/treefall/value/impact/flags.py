"""What else could explain a change: signs in the numbers themselves."""

from dataclasses import dataclass

import numpy as np

from ...model.estimate import Flag, Placebo
from .levels import design
from .mixture import chance
from .noise import DRIFTS, Array, structures
from .points import Points
from .steps import steps

_WEEK = 7
_SHORT_WEEK = 3
_UNUSUAL = 2.7
_FEWEST_WEEKS = 3
_FEW = 28
_SURE = 0.99
_HISTORY = 4
_OFTEN = 0.05
_FEWEST_DATES = 20


def flags(points: Points, numbers: Array) -> tuple[Flag, ...]:
    """Return what in `numbers`, one a step with the control taken off and NaN for none, could explain a change."""
    found = [_short(points)]
    if unusual_week(points, numbers):
        found.append(
            Flag(
                "the date follows an unusual week, from which numbers come back by themselves",
                "measure again when more time has passed",
            )
        )
    if _slopes(points, numbers, after=False):
        found.append(Flag("it was drifting before the date already", "take a control that drifts in the same way"))
    if _slopes(points, numbers, after=True):
        found.append(Flag("it was still moving after the date", "measure again when it has settled"))
    return tuple(flag for flag in found if flag)


def _short(points: Points) -> Flag | None:
    """Return the flag of a series with fewer than 28 points on a side."""
    sides = {"before": len(points.before), "after": len(points.after)}
    few = [f"{count} points {side}" for side, count in sides.items() if count < _FEW]
    if not few:
        return None
    return Flag(f"only {' and '.join(few)} the date", f"measure again with {_FEW} on either side")


def placebo_dates(points: Points, numbers: Array) -> Placebo | None:
    """Return at how many dates of the history the numbers moved as much, or None where it is too short to say.

    A move is the mean of as many steps from a date on as there are after the real one, less that of as many before
    it, without the season. The history has to be four times as long.
    """
    length = len(numbers) - points.first_after
    if points.first_after < _HISTORY * length:
        return None
    flat = numbers.copy()
    phases = np.arange(len(flat)) % points.season
    for phase in np.unique(phases):
        own = phases == phase
        flat[own] -= np.nanmean(flat[own & (np.arange(len(flat)) < points.first_after)])
    seen = np.isfinite(flat)
    sums, counts = (np.concatenate([[0.0], np.cumsum(row)]) for row in (np.where(seen, flat, 0.0), seen))
    with np.errstate(invalid="ignore", divide="ignore"):
        means = (sums[length:] - sums[:-length]) / (counts[length:] - counts[:-length])
    moves = np.abs(means[length:] - means[:-length])
    others = moves[: points.first_after - 2 * length + 1]
    others = others[np.isfinite(others)]
    return Placebo(int((others >= moves[-1]).sum()), len(others)) if len(others) >= _FEWEST_DATES else None


def too_common(placebo: Placebo) -> Flag | None:
    """Return the flag of a change that other dates or series often show by themselves."""
    if placebo.as_large <= _OFTEN * placebo.of:
        return None
    return Flag(
        f"{placebo.as_large} of {placebo.of} other {placebo.what} moved as much",
        "take a control, or a longer time after",
    )


def _slopes(points: Points, numbers: Array, *, after: bool) -> bool:
    """Say whether one side of the date has a slope that noise would not make in 98 of 100 cases."""
    side = slice(points.first_after, None) if after else slice(0, points.first_after)
    columns = design(points, np.isfinite(numbers))[side].copy()
    part = (numbers[side] - np.nanmean(numbers[side])) / (np.nanstd(numbers[side]) or 1.0)
    columns[:, -1] = np.linspace(-1.0, 1.0, len(part))
    found = steps(part, columns, np.ones(len(part)), 0, structures(), drifts=DRIFTS[:1])
    below = [chance(found, weights) for weights in (found.averaged, found.regression)]
    return min(below) > _SURE or max(below) < 1 - _SURE


@dataclass(frozen=True, slots=True)
class Week:
    """The last points before the date, where they are unlike any other such stretch before.

    Attributes:
        steps: which they are.
        height: how far they lie above the middle of the others, in standard deviations of such stretches.
    """

    steps: tuple[int, ...]
    height: float


def unusual_week(points: Points, numbers: Array) -> Week | None:
    """Return the last week before the date if it stands out from every other: dates are often chosen after a bad one.

    A series then comes back by itself ("regression to the mean"). Of steps other than days, the last three.
    """
    length = points.season if points.season in (5, 6, _WEEK) else _SHORT_WEEK
    before = np.flatnonzero(np.isfinite(numbers[: points.first_after]))
    if len(before) < _FEWEST_WEEKS * length:
        return None
    flat, phases = numbers[before], before % points.season
    for phase in np.unique(phases):
        flat[phases == phase] -= np.median(flat[phases == phase])
    sums = np.cumsum(np.concatenate([[0.0], flat]))
    means = (sums[length:] - sums[:-length]) / length
    last, others = means[-1], means[:-length]
    spread = float(others.std())
    if others.min() < last < others.max() or spread == 0:
        return None
    height = float((last - np.median(others)) / spread)
    return Week(tuple(map(int, before[-length:])), height) if abs(height) > _UNUSUAL else None
