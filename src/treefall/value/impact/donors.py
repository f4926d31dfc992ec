"""Several controls: one made of them all, and with many of them its rank among placebos (Abadie et al. 2010)."""

from dataclasses import dataclass

import numpy as np

from ...model.estimate import Placebo, Refused
from .mixture import Interval
from .noise import Array, Mask

_SUM = 1e3
_EVEN = 1e-4
_WORST_FIT = 0.25
_LEVEL = 0.95
_TINY = 1e-12
_SAME = 1e-9
_STILL = 1e-10
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Synthetic:
    """What a synthetic control says.

    Attributes:
        share: the change as a share of the synthetic control after the date.
        expected: the synthetic control.
        reach: how far the mean after the date may lie from it by chance.
        placebo: how many of the controls moved as much by themselves, relative to how well they could be reproduced.
    """

    share: Interval
    expected: Array
    reach: float
    placebo: Placebo


def weights(target: Array, donors: Array) -> Array:
    """Return weights, zero or more and one in all, with which the columns of `donors` come nearest to `target`.

    Where several come as near, the most even ones, so that neither the order nor a twin of a donor matters.
    """
    unit = float(np.abs(target).max()) or 1.0
    count = donors.shape[1]
    even = np.sqrt(_EVEN) * np.eye(count)
    rows = np.vstack([donors / unit, even, np.full((1, count), _SUM)])
    goal = np.concatenate([target / unit, np.full(count, np.sqrt(_EVEN) / count), [_SUM]])
    found = _not_below_zero(rows, goal)
    return np.asarray(found / found.sum())


def _not_below_zero(a: Array, b: Array) -> Array:
    """Return the x >= 0 with which `a x` comes nearest to `b` (Lawson and Hanson 1974, chapter 23)."""
    count = a.shape[1]
    x, free = np.zeros(count), np.zeros(count, dtype=bool)
    least, rounds = _STILL * max(1.0, float(np.abs(b).max()) ** 2), 0
    pull = a.T @ b
    while rounds < _ROUNDS * count and pull.max() > least:
        rounds += 1
        free[int(pull.argmax())] = True
        while ((goal := _fitted(a, b, free))[free] <= 0).any():
            below = free & (goal <= 0)
            part = float((x[below] / (x[below] - goal[below])).min())
            x = x + part * (goal - x)
            free &= x > _STILL
            x[~free] = 0.0
        x = goal
        pull = np.where(free, -np.inf, a.T @ (b - a @ x))
    return x


def _fitted(a: Array, b: Array, free: Mask) -> Array:
    """Return the least squares of the columns that are free, and zero elsewhere."""
    found = np.zeros(a.shape[1])
    found[free] = np.linalg.lstsq(a[:, free], b, rcond=None)[0]
    return found


def synthetic_control(values: Array, donors: Array, used: Mask, first_after: int) -> Synthetic | Refused:
    """Return the change against the synthetic control, or why the donors cannot serve.

    The interval is that of the placebos: each donor is measured in the same way against the others, its gap after the
    date in units of its gap before, and what 95 % of all stay below is how far chance reaches. A gap before that is
    smaller than the median of all was fitted by luck and counts as the median; all are treated alike, so ranks hold.
    """
    later = np.arange(len(values)) >= first_after
    before, after = used & ~later, used & later
    fit = _gap(values, donors, before, after)
    if fit.miss < _SAME * abs(float(values[before].mean())):
        return Refused("the controls together are the series itself", "choose controls that the work left alone")
    if fit.miss > min(_WORST_FIT * abs(float(values[before].mean())), float(values[before].std())):
        return Refused(
            "the controls together do not follow the series before the date", "choose controls that move with it"
        )
    level = float(fit.expected[after].mean())
    if level <= 0:
        return Refused("the level expected without the work is not above zero", "measure a number that is above zero")
    others = [_gap(donors[:, one], np.delete(donors, one, axis=1), before, after) for one in range(donors.shape[1])]
    usual = max(float(np.median([fit.miss, *(other.miss for other in others)])), _TINY)
    ratios = np.sort([abs(other.gap) / max(other.miss, usual) for other in others])
    reach = float(ratios[int(np.ceil(_LEVEL * (len(ratios) + 1))) - 1]) * max(fit.miss, usual)
    own = abs(fit.gap) / max(fit.miss, usual)
    return Synthetic(
        Interval(max((fit.gap - reach) / level, -1.0), fit.gap / level, (fit.gap + reach) / level),
        fit.expected,
        reach,
        Placebo(int((ratios >= own).sum()), len(ratios), "series"),
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    expected: Array
    miss: float
    gap: float


def _gap(values: Array, donors: Array, before: Mask, after: Mask) -> _Gap:
    expected = donors @ weights(values[before], donors[before])
    miss = float(np.sqrt(((values - expected)[before] ** 2).mean()))
    return _Gap(expected, miss, float((values - expected)[after].mean()))
