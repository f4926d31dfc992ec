"""How a series may wander by itself: the noise structures that a step is looked for in.

A series is a season, a step at the date and noise. Nobody knows which noise: the points may be independent, remember
the point before, wander without return, or drift. Each structure here is a state that wanders (`u`) seen through white
noise, `y[t] = x[t] b + u[t] + e[t]`, `u[t+1] = phi u[t] + n[t]`.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

DRIFTS = ((0.0, 8.0), (0.5, 1.0), (2.0, 1.0))
"""Standard deviations of the whole drift over a series, in units of the noise, each with its prior weight."""

COUNT_DRIFTS = ((0.0, 2.0), (2.0, 1.0))
"""Likewise for counts, most of which grow with what they count."""

_NO_DRIFT = DRIFTS[0][1]
_SHORT, _LONG = 70, 90  # points
_MEMORY = (0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.96, 0.985)
_SHARES = (0.05, 0.2, 0.4, 0.6, 0.8, 1.0)
_WANDERING = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 5.0)
_CLEAR_WANDERING = 0.05
_WANDERING_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Noise:
    """Noise structures side by side; every array has one number a structure.

    Attributes:
        memory: how much of the state is left a step later, 0 to 1; 1 is a random walk.
        drive: variance of what is added to the state each step.
        white: variance of the white noise on top.
        start: variance of the state at the first point.
        averaged: prior weight in the average over all structures.
        regression: prior weight in the autoregression of order one, random walk as its limit; 0 where it has no part.
    """

    memory: Array
    drive: Array
    white: Array
    start: Array
    averaged: Array
    regression: Array


@cache
def structures() -> Noise:
    """Return the structures that a level may have: independent, AR(1) with and without white noise, random walks.

    The weights were chosen by calibration (docs/decisions/impact.md), not by taste.
    """
    rows = [(0.0, 0.0, 1.0, 0.0, 1.0, 1.0)]
    rows += [
        (memory, share * (1 - memory**2), 1 - share, share, 1.0, float(share == 1))
        for memory in _MEMORY
        for share in _SHARES
    ]
    rows += [(1.0, q, 1.0, q, 1.0, _WANDERING_SHARE * (q >= _CLEAR_WANDERING)) for q in _WANDERING]
    return Noise(*(np.array(column) for column in zip(*rows, strict=True)))


def drifts(points: int) -> tuple[tuple[float, float], ...]:
    """Return the drifts that a level of so many points may have, each with its prior weight.

    The fewer points, the less does anything but this weight tell a drift from a step; a short series gets no
    preference for a step.
    """
    part = min(max((points - _SHORT) / (_LONG - _SHORT), 0.0), 1.0)
    return ((0.0, _NO_DRIFT**part), *DRIFTS[1:])


def covariance(candidate: int, time: NDArray[np.int64]) -> tuple[Array, float]:
    """Return the covariance of the wandering level, drift included, at `time`, and the variance of the white noise.

    Both in one unit of variance; `candidate` counts the structures, first all without a drift.
    """
    noise = structures()
    wide, at = divmod(candidate, len(noise.memory))
    drift = DRIFTS[wide][0]
    apart = np.abs(np.subtract.outer(time, time))
    if noise.memory[at] < 1:
        own = noise.start[at] * noise.memory[at] ** apart
        height = noise.start[at] + noise.white[at]
    else:
        own = noise.drive[at] * (np.minimum.outer(time, time) + 1.0)
        height = noise.white[at] + noise.drive[at] * len(time) / 2
    line = (time - time.mean()) / len(time)
    return own + drift**2 * height * np.outer(line, line), float(noise.white[at])


@cache
def clusters() -> Noise:
    """Return the structures that the rate of counts may have: independent, clustered, wandering."""
    rows = [(0.0, 0.0, 1.0, 0.0, 4.0, 1.0)]
    rows += [
        (memory, share * (1 - memory**2), 1 - share, share, 1 / 6, 0.0) for memory in _MEMORY for share in _SHARES[1:]
    ]
    rows += [(1.0, q, 1.0, q, 0.2, 0.0) for q in _WANDERING]
    return Noise(*(np.array(column) for column in zip(*rows, strict=True)))
