"""Levels and rates: the envelope of two models of what would have been without the work."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .mixture import Interval, base_in_doubt, evidence, interval, log_interval
from .noise import Array, Mask, drifts, structures
from .points import Points
from .steps import Steps, steps

_WHOLE_SEASONS = 2
_PLAIN_COLUMNS = 2
_NOISELESS = 1e-11


@dataclass(frozen=True, slots=True)
class View:
    """The numbers on one scale, the control taken off.

    Attributes:
        numbers: what the model sees, one a step; NaN where there is none.
        log: they are logarithms, so that a difference is a share.
        zero: what has to be added to have the level itself, on average over the steps after.
        squeeze: logarithm of how much the scale squeezes the data, to compare likelihoods across scales.
        control: what was taken off, one a step, on the same scale.
    """

    numbers: Array
    log: bool
    zero: float
    squeeze: float
    control: Array


@dataclass(frozen=True, slots=True)
class Fit:
    """A view, and the step in it under each candidate, in units of `spread`; the design has so many `columns`."""

    view: View
    steps: Steps
    centre: float
    spread: float
    columns: int

    @property
    def likely(self) -> float:
        """Return the logarithm of how probable the numbers are, comparable across views of the same points."""
        count = int(np.isfinite(self.view.numbers).sum())
        return evidence(self.steps.averaged) - count * float(np.log(self.spread)) - self.view.squeeze

    @property
    def exact(self) -> bool:
        """Say whether season, step and drift leave no noise at all: nothing shows what chance does."""
        return bool(self.steps.step_variance[int(np.argmax(self.steps.averaged))] < _NOISELESS)

    @property
    def seasonal(self) -> bool:
        """Say whether the season was allowed for."""
        return self.columns > _PLAIN_COLUMNS

    @property
    def interval(self) -> Interval:
        """Return the envelope of the average and the autoregression; the value is that of the average."""
        average, regression = (self._by(weights) for weights in (self.steps.averaged, self.steps.regression))
        return average.hull(regression)

    @property
    def bottomless(self) -> float:
        """Return how probable it is that the level would have been zero or less without the work."""
        if self.view.log:
            return 0.0
        zero = self.centre + self.view.zero
        return base_in_doubt(self.steps, self.steps.averaged, scale=self.spread, zero=zero)

    def _by(self, weights: Array) -> Interval:
        if self.view.log:
            return log_interval(self.steps, weights, scale=self.spread)
        return interval(self.steps, weights, scale=self.spread, zero=self.centre + self.view.zero)


def fitted(points: Points, view: View | None = None) -> Fit:
    """Return the fit on the scale that makes the numbers most probable, or on that of `view`."""
    used = used_steps(points)
    if view is not None:
        return _fit(points, _masked(view, used))
    return max((_fit(points, one) for one in views(points)), key=lambda fit: fit.likely)


def views(points: Points) -> Iterator[View]:
    """Yield the scales on which the numbers can be seen.

    Without a control as they are, and as logarithms where all are above zero; with one, the difference in
    proportion to the levels before, and the logarithm of the ratio. Of several controls, a mixture (see `control`).
    """
    used = used_steps(points)
    y, x = column(points.values, used), control(points, used)
    after = used & (np.arange(len(y)) >= points.first_after)
    before = used & ~after
    if x is None:
        yield View(y, log=False, zero=0.0, squeeze=0.0, control=np.zeros(len(y)))
    else:
        part = max(float(y[before].mean() / x[before].mean()), 0.0) if x[before].mean() else 0.0
        part = part or 1.0
        yield View(y - part * x, log=False, zero=part * float(x[after].mean()), squeeze=0.0, control=part * x)
    if (y[used] > 0).all() and (x is None or (x[used] > 0).all()):
        taken = np.zeros(len(y)) if x is None else np.log(np.where(used, x, 1.0))
        whole = np.log(np.where(used, y, 1.0))
        yield View(
            np.where(used, whole - taken, np.nan), log=True, zero=0.0, squeeze=float(whole[used].sum()), control=taken
        )


def control(points: Points, used: Mask) -> Array | None:
    """Return the one control: itself, or a mixture of several, each in proportion to its own level before.

    The mixture is the one that follows the series best before the date, with parts of zero or more.
    """
    rows = [column(row, used) for row in points.controls]
    if len(rows) < 2:  # noqa: PLR2004 - one is no mixture
        return rows[0] if rows else None
    from .donors import weights  # noqa: PLC0415 - its solver is loaded with the first mixture

    before = used & (np.arange(len(used)) < points.first_after)
    y = column(points.values, used)
    level = float(y[before].mean())
    scaled = np.column_stack([row * (level / mean) if (mean := float(row[before].mean())) > 0 else row for row in rows])
    return np.asarray(scaled @ weights(y[before], scaled[before]))


def design(points: Points, used: Mask) -> Array:
    """Return the coefficients' columns: a constant, the seasons as far as they can be told, and the step."""
    time = np.arange(len(points.values))
    columns = [np.ones(len(time))]
    before = time[used & (time < points.first_after)]
    phases = sorted({int(step) % points.season for step in time[used]})
    if points.season > 1 and len(before) >= _WHOLE_SEASONS * len(phases):
        first = (time % points.season == phases[0]).astype(float)
        columns += [(time % points.season == phase) - first for phase in phases[1:]]
    columns.append((time >= points.first_after).astype(float))
    return np.column_stack(columns)


def _fit(points: Points, view: View) -> Fit:
    seen = np.isfinite(view.numbers)
    centre, spread = float(view.numbers[seen].mean()), float(view.numbers[seen].std())
    spread = spread or 1.0
    columns = design(points, seen)
    found = steps(
        (view.numbers - centre) / spread,
        columns,
        np.ones(len(seen)),
        points.first_after,
        structures(),
        drifts=drifts(int(seen.sum())),
    )
    return Fit(view, found, centre, spread, columns.shape[1])


def used_steps(points: Points) -> Mask:
    """Return which steps are used."""
    used = np.zeros(len(points.values), dtype=bool)
    used[list(points.used)] = True
    return used


def column(values: tuple[float | None, ...], used: Mask) -> Array:
    """Return `values` as numbers, NaN where they are not used."""
    return np.array([value if take and value is not None else np.nan for value, take in zip(values, used, strict=True)])


def _masked(view: View, used: Mask) -> View:
    return View(np.where(used, view.numbers, np.nan), view.log, view.zero, view.squeeze, view.control)
