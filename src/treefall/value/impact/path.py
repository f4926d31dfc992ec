"""What was to be expected at each step without the change, for a picture."""

from dataclasses import dataclass

import numpy as np

from .levels import Fit, design
from .mixture import Interval
from .noise import Array, covariance
from .points import Points

_TWO_SIGMA = 1.96
_MOST = 500


@dataclass(frozen=True, slots=True)
class Path:
    """One number a step; NaN where nothing can be said."""

    expected: Array
    low: Array
    high: Array


def path(points: Points, fit: Fit, share: Interval, before: float, after: float) -> Path:
    """Return what the most probable model expects at each step without the change, and the 95 % band of one point.

    After the date the band holds the uncertainty of the change as well. The mean of what was expected after it is
    `before`, so that the picture says what the sentence says. Of a long series only the last 500 steps.
    """
    view = fit.view
    step = np.log1p(max(share.value, -1 + 1e-9)) if view.log else after - before
    later = np.arange(len(view.numbers)) >= points.first_after
    level, spread = _smoothed(points, fit, view.numbers - step * later)
    half = (
        np.log1p(max(share.high, -0.999)) - np.log1p(max(share.low, -0.999))
        if view.log
        else before * (share.high - share.low)
    )
    reach = np.sqrt((_TWO_SIGMA * spread) ** 2 + np.where(later, half / 2, 0.0) ** 2)
    ends = [level + view.control + sign * reach for sign in (0, -1, 1)]
    if view.log:
        ends = [np.exp(end) for end in ends]
    seen = later & np.isfinite(view.numbers) & np.isfinite(ends[0])
    shift = before - float(ends[0][seen].mean())
    ends = [end + shift * later for end in ends]
    return Path(*ends)


def _smoothed(points: Points, fit: Fit, numbers: Array) -> tuple[Array, Array]:
    """Return the season and the wandering level under the most probable structure, and the spread of a point."""
    start = max(0, len(numbers) - _MOST)
    seen = np.isfinite(numbers)
    seen[:start] = False
    time = np.arange(start, len(numbers))
    own, white = covariance(int(np.argmax(fit.steps.averaged)), time)
    look = seen[start:]
    x = design(points, seen)[start:, :-1]
    whole = own[np.ix_(look, look)] + white * np.eye(int(look.sum()))
    solve = np.linalg.solve(whole, np.column_stack([x[look], numbers[start:][look]]))
    coefficients = np.linalg.lstsq(x[look].T @ solve[:, :-1], x[look].T @ solve[:, -1], rcond=None)[0]
    rest = solve[:, -1] - solve[:, :-1] @ coefficients
    variance = max(float((numbers[start:][look] - x[look] @ coefficients) @ rest) / int(look.sum()), 0.0)
    level = np.full(len(numbers), np.nan)
    level[start:] = x @ coefficients + own[:, look] @ rest
    left = np.diag(own) - np.einsum("ij,ji->i", own[:, look], np.linalg.solve(whole, own[look]))
    spread = np.full(len(numbers), np.nan)
    spread[start:] = np.sqrt(variance * np.maximum(left + white, 0.0))
    return level, spread
