"""What changed at a date, from numbers by their place in a row: the estimator behind every door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ...model.estimate import Flag, Placebo, Quantity, Refused
from .counts import counted
from .flags import flags, placebo_dates, too_common, unusual_week
from .levels import Fit, column, fitted, used_steps
from .mixture import Interval
from .noise import Array
from .path import Path, path
from .points import Points
from .refusals import FEWEST, one_point, refusal, synthetic

_MOST_DOUBT = 0.02
_OUTLIER = 6.0
_STAYS = 2 / 3
_NORMAL = 1.4826
_TWO_SIGMA = 1.96
_SEASONS: Mapping[int, str] = MappingProxyType({7: "week", 12: "year", 4: "year"})


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, and what else has to be said of it.

    Attributes:
        share: the change as a share of what was expected without it.
        before: what was expected without it, on average over the steps after the date.
        after: what was seen there; after / before - 1 is the value of `share`.
        path: what was expected at each step.
        flags: what in the numbers could explain the change.
        placebo: how often nothing moved as much; None where nobody can say.
        ways: how it was measured, one clause each.
    """

    share: Interval
    before: float
    after: float
    path: Path
    flags: tuple[Flag, ...]
    placebo: Placebo | None
    ways: tuple[str, ...]


def change(points: Points, kind: Quantity) -> Change | Refused:
    """Return what changed at the date, or why that cannot be said."""
    refused = refusal(points, kind)
    if refused is not None:
        return refused
    if kind is Quantity.COUNT:
        return _count(points)
    if synthetic(points):
        return _synthetic(points)
    return _level(points)


def _level(points: Points) -> Change | Refused:
    fit = fitted(points)
    if fit.exact:
        why = "the numbers follow a pattern without any noise"
        return Refused(why, "check what was read: nothing shows what chance does")
    if fit.bottomless > _MOST_DOUBT:
        return Refused("the numbers lie too near zero for a percentage", "measure a number that is well above zero")
    numbers = fit.view.numbers
    share = _past_the_week(points, numbers, fit.interval, lambda rest: fitted(rest, fit.view).interval)
    if not any(points.at(points.after)):
        share = Interval(-1.0, -1.0, share.high)
    carrier = _carrier(points, fit, share)
    if carrier is not None:
        return one_point(points, carrier)
    before, after = _means(points, share)
    found = path(points, fit, share, before, after)
    return Change(share, before, after, found, *_doubts(points, numbers, share), _ways(points, fit))


def _past_the_week(points: Points, numbers: Array, share: Interval, measure: Callable[[Points], Interval]) -> Interval:
    """Widen `share` where the date follows an unusual week and the change may be the way back from it."""
    week = unusual_week(points, numbers)
    if week is None or (week.height > 0) == (share.value > 0):
        return share
    rest = points.without(*week.steps)
    return share.hull(measure(rest)) if len(rest.before) >= FEWEST else share


def _doubts(points: Points, numbers: Array, share: Interval) -> tuple[tuple[Flag, ...], Placebo | None]:
    """Return what in the numbers could explain the change, and the placebo dates."""
    placebo = placebo_dates(points, numbers)
    common = too_common(placebo) if placebo and share.clear else None
    return (*flags(points, numbers), *((common,) if common else ())), placebo


def _carrier(points: Points, fit: Fit, share: Interval) -> int | None:
    """Return the one step without which nothing shows and a third of the change is gone, or None."""
    if not share.clear:
        return None
    numbers = fit.view.numbers.copy()
    later = np.arange(len(numbers)) >= points.first_after
    for side in (~later, later):
        numbers[side] -= np.nanmedian(numbers[side])
    far = np.abs(numbers) / (_NORMAL * float(np.nanmedian(np.abs(numbers))) or np.inf)
    step = int(np.nanargmax(far))
    if far[step] < _OUTLIER:
        return None
    without = fitted(points.without(step), fit.view).interval
    return None if without.clear or abs(without.value) > _STAYS * abs(share.value) else step


def _means(points: Points, share: Interval) -> tuple[float, float]:
    """Return what was expected and what was seen after the date, on average; they agree with `share`."""
    after = float(np.mean(points.at(points.after)))
    return after / (1 + share.value) if after else float(np.mean(points.at(points.before))), after


def _ways(points: Points, fit: Fit) -> tuple[str, ...]:
    ways = [
        "nothing else moved the level at the date, and the work moved it at once",
        "by itself it goes on as before: by chance, with a memory, wandering or drifting",
    ]
    if fit.view.log:
        ways.append("what moves it acts in proportion")
    if points.controls:
        beside = "the control" if len(points.controls) == 1 else "a mixture of the controls"
        ways.append(f"without the work it would have moved in proportion to {beside}, which the work left alone")
    if fit.seasonal:
        ways.append(f"the {_SEASONS.get(points.season, 'season')} looks the same before and after")
    return tuple(ways)


def _count(points: Points) -> Change:
    found = counted(points)
    numbers = column(points.values, used_steps(points))
    share = _past_the_week(points, numbers, found.share, lambda rest: counted(rest).share)
    after = float(np.mean(points.at(points.after)))
    before = after / (1 + share.value) if after else float(np.nanmean(found.expected[points.first_after :]))
    reach = _TWO_SIGMA * np.sqrt(found.expected * found.dispersion)
    band = Path(found.expected, np.maximum(found.expected - reach, 0.0), found.expected + reach)
    ways = [
        "nothing else moved the rate at the date, and the work moved it at once",
        "events come by chance at that rate, which by itself clusters, wanders or drifts as before",
    ]
    if found.exact:
        ways.append("few events: the interval is widened to the exact one")
    if points.controls:
        ways.append("without the work they would have kept their proportion to the control")
    return Change(share, before, after, band, *_doubts(points, numbers, share), tuple(ways))


def _synthetic(points: Points) -> Change | Refused:
    from .donors import synthetic_control  # noqa: PLC0415 - its solver is loaded with the first one

    used = used_steps(points)
    donors = np.column_stack([column(row, used) for row in points.controls])
    found = synthetic_control(column(points.values, used), donors, used, points.first_after)
    if isinstance(found, Refused):
        return found
    before, after = _means(points, found.share)
    flagged = too_common(found.placebo) if found.share.clear else None
    return Change(
        found.share,
        before,
        after,
        Path(found.expected, found.expected - found.reach, found.expected + found.reach),
        (flagged,) if flagged else (),
        found.placebo,
        (
            "without the work it would have gone on like a mixture of the controls that was fitted before the date",
            f"how far chance reaches is taken from the {found.placebo.of} controls, measured in the same way",
        ),
    )
