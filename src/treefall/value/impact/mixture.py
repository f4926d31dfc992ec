"""From steps under many structures to one interval of the change as a share."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr  # type: ignore[import-untyped]  # scipy ships no types

from .noise import Array
from .steps import Steps

_HALVINGS = 26
_FAR = 4.0
_NEGLIGIBLE = 1e-4
_TAIL = 0.025
_LEAST, _MOST = -1.0, 1e6
_LOG_SPAN = 30.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its 95 % interval: low <= value <= high."""

    low: float
    value: float
    high: float

    def hull(self, other: "Interval") -> "Interval":
        """Return this value with the ends of both."""
        return Interval(min(self.low, other.low), self.value, max(self.high, other.high))

    @property
    def clear(self) -> bool:
        """Say whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def interval(steps: Steps, log_weights: Array, *, scale: float = 1.0, zero: float = 0.0) -> Interval:
    """Return the change as a share of what was expected, averaged over the candidates.

    Under each candidate the share r is where `step - r base` is zero (Fieller 1954), so that the uncertainty of what
    was expected has its part and no ratio of two uncertain numbers is taken.

    Args:
        steps: the step under each candidate.
        log_weights: how probable each is, up to a constant.
        scale: what a unit of `steps` is in the unit of the numbers.
        zero: what has to be added to `base * scale` to have what was expected.
    """
    share, keep = _shares(log_weights)
    step, base = steps.step[keep] * scale, steps.base[keep] * scale + zero
    own, cross, other = (
        value[keep] * scale**2 for value in (steps.step_variance, steps.covariance, steps.base_variance)
    )

    def below(r: Array) -> Array:
        r = r[:, None]
        spread = np.sqrt(np.maximum(own - 2 * r * cross + r * r * other, np.finfo(float).tiny))
        return np.asarray((share * stdtr(steps.freedom, (r * base - step) / spread)).sum(1))

    middle = step / base
    reach = _FAR * np.sqrt(np.maximum(own - 2 * middle * cross + middle**2 * other, 0.0)) / np.abs(base)
    return Interval(*_solved(below, (middle - reach).min(), (middle + reach).max(), (_LEAST, _MOST)))


def log_interval(steps: Steps, log_weights: Array, *, scale: float = 1.0) -> Interval:
    """Return the change as a share, from steps of logarithms (times `scale`), averaged over the candidates."""
    share, keep = _shares(log_weights)
    step, spread = steps.step[keep] * scale, np.sqrt(steps.step_variance[keep]) * scale

    def below(b: Array) -> Array:
        return np.asarray((share * stdtr(steps.freedom, (b[:, None] - step) / spread)).sum(1))

    low, high = (step - _FAR * spread).min(), (step + _FAR * spread).max()
    return Interval(*(float(np.expm1(b)) for b in _solved(below, low, high, (-_LOG_SPAN, _LOG_SPAN))))


def chance(steps: Steps, log_weights: Array) -> float:
    """Return how probable it is that the step is below zero, averaged over the candidates."""
    share, keep = _shares(log_weights)
    return float((share * stdtr(steps.freedom, -steps.step[keep] / np.sqrt(steps.step_variance[keep]))).sum())


def base_in_doubt(steps: Steps, log_weights: Array, *, scale: float, zero: float) -> float:
    """Return how probable it is that what was expected lies at zero or below."""
    share, keep = _shares(log_weights)
    base = steps.base[keep] * scale + zero
    return float((share * stdtr(steps.freedom, -base / (np.sqrt(steps.base_variance[keep]) * scale))).sum())


def evidence(log_weights: Array) -> float:
    """Return the logarithm of how probable the data are under the average."""
    top = log_weights.max()
    return float(top + np.log(np.exp(log_weights - top).sum()))


def _shares(log_weights: Array) -> tuple[Array, NDArray[np.intp]]:
    share = np.exp(log_weights - log_weights.max())
    keep = np.flatnonzero(share > _NEGLIGIBLE * share.sum())
    return share[keep] / share[keep].sum(), keep


def _solved(
    below: Callable[[Array], Array], low: float, high: float, limits: tuple[float, float]
) -> tuple[float, float, float]:
    """Return where `below`, which grows, reaches 2.5, 50 and 97.5 %: from `low` to `high`, failing that to `limits`."""
    goals = np.array([_TAIL, 0.5, 1 - _TAIL])
    low, high = max(low, limits[0]), min(high, limits[1])
    at_low, at_high = below(np.array([low, high]))
    lows = np.where(at_low < goals, low, limits[0])
    highs = np.where(at_high > goals, high, limits[1])
    for _ in range(_HALVINGS if lows.min() == low and highs.max() == high else 2 * _HALVINGS):
        middle = (lows + highs) / 2
        short = below(middle) < goals
        lows, highs = np.where(short, middle, lows), np.where(short, highs, middle)
    first, second, third = (lows + highs) / 2
    return float(first), float(second), float(third)
