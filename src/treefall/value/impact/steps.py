"""The step at the date under every noise structure, by generalised least squares.

One pass of a Kalman filter (Durbin and Koopman 2012, chapter 4) makes the points of all structures independent at once,
in time that grows as the length does; a missing point is a step without a look.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from .noise import DRIFTS, Array, Mask, Noise

Drifts: TypeAlias = tuple[tuple[float, float], ...]

_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Steps:
    """The step under each candidate (a structure, with or without a drift); arrays have one number a candidate.

    Attributes:
        step: its height.
        base: what was expected on average over the seen points after the date, without the step.
        step_variance: of `step`; its noise is a t with `freedom` degrees.
        base_variance: of `base`.
        covariance: of the two.
        averaged: logarithm of how probable the candidate is, up to a constant, in the average.
        regression: likewise in the autoregression; minus infinity where it has no part.
        freedom: degrees of freedom.
    """

    step: Array
    base: Array
    step_variance: Array
    base_variance: Array
    covariance: Array
    averaged: Array
    regression: Array
    freedom: int


def steps(
    y: Array,
    design: Array,
    weight: Array,
    first_after: int,
    noise: Noise,
    *,
    drifts: Drifts = DRIFTS,
    least: float = 0.0,
) -> Steps:
    """Return the step in `y` under each candidate, by generalised least squares and its marginal likelihood.

    The likelihood is that of the data with coefficients (flat prior) and scale integrated out; a drift has a normal
    prior, in units of the noise (Zellner 1971).

    Args:
        y: the numbers; NaN where there is none.
        design: a column for each coefficient, the step last.
        weight: standard deviations by which the noise of each point is multiplied.
        first_after: the first row after the date.
        noise: the structures.
        drifts: the drifts among the candidates, each with its prior weight; the first is none.
        least: the least that the variance may be, where it is known.
    """
    seen = np.isfinite(y)
    time = np.arange(len(y))
    line = (time - time[seen].mean()) / len(y)
    whole = np.column_stack([line, design, np.where(seen, y, 0.0)])
    after = seen & (time >= first_after)
    mean = np.append(whole[after, :-2].mean(0), 0.0)
    white, logs = whitened(whole / weight[:, None], seen, noise)
    normal = _Normal(white.transpose(0, 2, 1) @ white, logs, mean, int(seen.sum()), noise, least)
    height = noise.start + noise.white + np.where(noise.memory < 1, 0.0, noise.drive * len(y) / 2)
    unit = (height * float((weight[seen] ** 2).mean())) ** 0.5
    found = [normal.solved(drift * unit, float(np.log(prior))) for drift, prior in drifts]
    step, base, own, other, cross, averaged, regression = (
        np.concatenate(column) for column in zip(*found, strict=True)
    )
    return Steps(step, base, own, other, cross, averaged, regression, int(seen.sum()) - design.shape[1])


def whitened(columns: Array, seen: Mask, noise: Noise) -> tuple[Array, Array]:
    """Return `columns` as they are once the noise is white, by structure, seen point and column, and log determinants.

    Args:
        columns: a row for each step; what is in the rows that were not seen does not matter.
        seen: which steps have a point.
        noise: the structures.
    """
    state = np.zeros((len(noise.memory), columns.shape[1]))
    spread, logs = noise.start.copy(), np.zeros(len(noise.memory))
    memory, memory2 = noise.memory[:, None], noise.memory**2
    out = np.empty((int(seen.sum()), *state.shape))
    filled = 0
    for row, look in zip(columns, seen, strict=True):
        if look:
            total = spread + noise.white
            surprise = row - state
            np.multiply(surprise, (total**-0.5)[:, None], out=out[filled])
            logs += np.log(total)
            gain = spread / total
            state += gain[:, None] * surprise
            spread = spread * (1 - gain)
            filled += 1
        state *= memory
        spread = memory2 * spread + noise.drive
    return out.transpose(1, 0, 2), logs / 2


@dataclass(frozen=True, slots=True)
class _Normal:
    """The normal equations of every structure: products of the white columns (drift, design, numbers)."""

    gram: Array
    logs: Array
    mean: Array
    points: int
    noise: Noise
    least: float

    def solved(self, drift: Array, prior: float) -> tuple[Array, ...]:
        """Return what `Steps` holds, with a drift of that prior width, or without one where it is zero."""
        without = 0 if drift.any() else 1
        gram, mean, logs = self.gram[:, without:, without:].copy(), self.mean[without:], self.logs
        if not without:
            gram[:, 0, 0] += drift**-2
            logs = logs + np.log(drift)
        inverse = np.linalg.inv(gram[:, :-1, :-1])
        pull, whole = gram[:, :-1, -1], np.maximum(gram[:, -1, -1], _TINY)
        found = np.einsum("sij,sj->si", inverse, pull)
        left = np.maximum(whole - (pull * found).sum(1), _TINY * whole)
        freedom = self.points - len(self.mean) + 1
        likely = (np.linalg.slogdet(inverse)[1] - freedom * np.log(left)) / 2 - logs + prior
        variance = np.maximum(left / freedom, self.least)
        to_mean = inverse @ mean
        with np.errstate(divide="ignore"):
            regression = likely + np.log(self.noise.regression * without)
        return (
            found[:, -1],
            found @ mean,
            variance * inverse[:, -1, -1],
            variance * (to_mean @ mean),
            variance * to_mean[:, -1],
            likely + np.log(self.noise.averaged),
            regression,
        )
