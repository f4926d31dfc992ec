"""Counts: quasi-Poisson with clusters, and exact intervals where events are few."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv  # type: ignore[import-untyped]  # scipy ships no types

from .levels import column, design, used_steps
from .mixture import Interval, log_interval
from .noise import COUNT_DRIFTS, Array, Mask, clusters
from .points import Points
from .steps import Steps, steps

_ROUNDS = 25
_STILL = 1e-8
_FEW = 40
_TAIL = 0.025
_FARTHEST = 30.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts come to.

    Attributes:
        share: the change as a share of what was expected.
        expected: the mean of each step without the change.
        dispersion: the variance of a count divided by what the Poisson has, >= 1.
        exact: the exact interval has its part in `share`.
    """

    share: Interval
    expected: Array
    dispersion: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts with what they are out of: a Poisson's rate, or their part in a sum with the control's.

    Attributes:
        counts: one a step; NaN where there is none.
        both: the sum with the control's; None without one.
    """

    counts: Array
    both: Array | None

    def mean(self, linear: Array) -> Array:
        """Return the mean at a linear predictor: a logarithm of the rate, or of the odds against the control."""
        if self.both is None:
            return np.asarray(np.exp(np.clip(linear, -_FARTHEST, _FARTHEST)))
        return np.asarray(self.both / (1 + np.exp(-np.clip(linear, -_FARTHEST, _FARTHEST))))

    def slope(self, mean: Array) -> Array:
        """Return the variance of a count with that mean, which is also the mean's slope."""
        return mean if self.both is None else np.asarray(mean * (1 - mean / self.both))


def counted(points: Points) -> Counted:
    """Return the change in counts per step, as a rate ratio less one.

    The variance is the Poisson's times a dispersion that is never below one; the rate may cluster, wander and drift,
    averaged as levels are. Where fewer than 40 events are on a side, the interval is widened to the exact one of
    Clopper and Pearson (1934) for the part of all events that came after. With a control, the odds against it change.
    """
    used = used_steps(points)
    tally = _tally(points, used)
    used &= np.isfinite(tally.counts)
    later = np.arange(len(used)) >= points.first_after
    before, after = (float(tally.counts[used & side].sum()) for side in (~later, later))
    days = int((used & ~later).sum()), int((used & later).sum())
    if not after:
        mean = before / days[0]
        scatter = max(1.0, float(tally.counts[used & ~later].var(ddof=1)) / mean)
        return Counted(_exact(before / scatter, 0.0, *days), np.where(used, mean, np.nan), scatter, exact=True)
    columns = design(points, used)
    linear = _converged(tally, columns, used)
    found = _steps(tally, columns, linear, points)
    share = log_interval(found, found.averaged)
    expected = tally.mean(linear - columns[:, -1] * math.log1p(share.value))
    few = tally.both is None and min(before, after) < _FEW
    whole = tally.mean(linear)
    scatter = np.nansum((tally.counts - whole) ** 2 / np.maximum(tally.slope(whole), _STILL)) / found.freedom
    share = share.hull(_exact(before, after, *days)) if few else share
    return Counted(share, expected, max(1.0, float(scatter)), exact=few)


def _tally(points: Points, used: Mask) -> Tally:
    """Return the counts; with a control, without the steps on which neither has an event, for they say nothing."""
    rows = [column(row, used) for row in (points.values, *points.controls)]
    if not points.controls:
        return Tally(rows[0], None)
    both = np.sum(rows, axis=0)
    return Tally(np.where(both > 0, rows[0], np.nan), np.where(both > 0, both, np.nan))


def _exact(before: float, after: float, days_before: int, days_after: int) -> Interval:
    """Return the rate ratio less one, and its exact interval given the sum of events (Clopper and Pearson 1934)."""
    rate = days_before / days_after
    low = float(betaincinv(after, before + 1, _TAIL)) if after else 0.0
    high = float(betaincinv(after + 1, before, 1 - _TAIL))
    return Interval(low / (1 - low) * rate - 1, after / before * rate - 1, high / (1 - high) * rate - 1)


def _converged(tally: Tally, columns: Array, used: Mask) -> Array:
    """Return the linear predictor of the independent fit, by reweighted least squares."""
    y, x = tally.counts[used], columns[used]
    part = Tally(y, None if tally.both is None else tally.both[used])
    mean = (y + y.mean()) / 2 if part.both is None else (y + 0.5) / (part.both + 1) * part.both
    linear = np.log(mean) if part.both is None else np.log(mean / (part.both - mean))
    for _ in range(_ROUNDS):
        mean = part.mean(linear)
        root = np.sqrt(np.maximum(part.slope(mean), _STILL))
        found = np.linalg.lstsq(x * root[:, None], root * (linear + (y - mean) / root**2), rcond=None)[0]
        moved, linear = float(np.abs(x @ found - linear).max()), x @ found
        if moved < _STILL:
            break
    whole = np.full(len(used), np.nan)
    whole[used] = linear
    return whole


def _steps(tally: Tally, columns: Array, linear: Array, points: Points) -> Steps:
    """Return the step of the logarithm, from the working numbers whose noise has variance 1 where it is Poisson."""
    mean = tally.mean(linear)
    slope = np.where(np.isfinite(mean), np.maximum(tally.slope(mean), _STILL), 1.0)
    working = linear + (tally.counts - mean) / slope
    return steps(working, columns, slope**-0.5, points.first_after, clusters(), drifts=COUNT_DRIFTS, least=1.0)
