"""Draw series in which the truth is known, and see how often Treefall's intervals are right.

    python bench/calibration.py --n 2000 --seed 1 [--before 60] [--after 30] [--further] [--shape NAME]... [--workers 2]

Each shape is drawn `n` times without an effect and `n` times with -20 % from the date on. Prints as JSON, by shape:
`false` (without an effect the interval leaves out zero), `coverage` (the interval holds -20 %), `power` (it shows a
fall; a refused series does not), `refused` (of all) and `seconds` of processor time a series. `--further` adds shapes
beyond the thirteen; the mean and the worst figures are over what was run.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from zlib import crc32

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

import treefall

Array = NDArray[np.float64]

EFFECT = -0.2
APART = 1_000_003
LOT = 50


@dataclass(frozen=True)
class Drawn:
    """One series: its values, and controls where the shape has some."""

    values: Array
    controls: tuple[Array, ...] = ()


@dataclass(frozen=True)
class Frame:
    """How long the series is, where the date lies in it, and by what the level is multiplied from there on."""

    before: int
    after: int
    effect: float

    @property
    def steps(self) -> int:
        """Return how many points there are."""
        return self.before + self.after

    @property
    def factor(self) -> Array:
        """Return by what the level is multiplied at each point."""
        return np.where(np.arange(self.steps) < self.before, 1.0, 1.0 + self.effect)


Draw = Callable[[Generator, Frame], Drawn]


def remembering(rng: Generator, steps: int, memory: float, spread: float) -> Array:
    """Return an AR(1) with that standard deviation."""
    noise = rng.standard_normal(steps) * spread
    noise[1:] *= (1 - memory**2) ** 0.5
    for step in range(1, steps):
        noise[step] += memory * noise[step - 1]
    return noise


def week(steps: int, depth: float = 30.0) -> Array:
    """Return a week whose last two days lie lower, around zero."""
    return np.where(np.arange(steps) % 7 >= 5, -depth, 0.0) + depth * 2 / 7


def around(noise: Callable[[Generator, int], Array], level: float = 100.0) -> Draw:
    """Return a shape of additive noise around a level, all of which the effect multiplies."""
    return lambda rng, frame: Drawn((level + noise(rng, frame.steps)) * frame.factor)


def spiky(rng: Generator, steps: int) -> Array:
    base = 100 * np.exp(remembering(rng, steps, 0.5, 0.12))
    return np.asarray(base * (1 + (rng.random(steps) < 0.03) * rng.exponential(2, steps)) - 100)


def after_worst_week(rng: Generator, frame: Frame) -> Drawn:
    """Choose the date right after the highest week of a much longer series."""
    long = 100 + remembering(rng, frame.steps + 210, 0.5, 15)
    weeks = np.convolve(long, np.ones(7) / 7, "valid")
    ends = np.arange(len(weeks)) + 7
    fits = (ends >= frame.before) & (ends + frame.after <= len(long))
    end = int(ends[fits][weeks[fits].argmax()])
    return Drawn(long[end - frame.before : end + frame.after] * frame.factor)


def earlier_step(rng: Generator, frame: Frame) -> Drawn:
    """Draw an unrelated step 25 days before the date."""
    level = np.where(np.arange(frame.steps) < frame.before - 25, 120.0, 100.0)
    return Drawn((level + 10 * rng.standard_normal(frame.steps)) * frame.factor)


def counted(level: Callable[[int], Array] | float, spread: float = 0.0) -> Draw:
    """Return counts: Poisson, or negative binomial whose variance is m + m^2 / spread."""

    def draw(rng: Generator, frame: Frame) -> Drawn:
        mean = (level(frame.steps) if callable(level) else np.full(frame.steps, level)) * frame.factor
        if spread:
            return Drawn(rng.negative_binomial(spread, spread / (spread + mean)).astype(float))
        return Drawn(rng.poisson(mean).astype(float))

    return draw


def clustered(rng: Generator, frame: Frame) -> Drawn:
    """Draw counts whose rate remembers the day before."""
    mean = 10 * np.exp(remembering(rng, frame.steps, 0.6, 0.35)) * frame.factor
    return Drawn(rng.poisson(mean).astype(float))


def shared(own: float, memory: float, spread: float, scale: float) -> Draw:
    """Return a shape whose control has the same shocks in proportion, at a level of its own."""

    def draw(rng: Generator, frame: Frame) -> Drawn:
        shock = 1 + remembering(rng, frame.steps, memory, spread)
        noise = own * rng.standard_normal((2, frame.steps))
        return Drawn(100 * (shock + noise[0]) * frame.factor, (scale * (shock + noise[1]),))

    return draw


def shared_step(rng: Generator, frame: Frame) -> Drawn:
    """Draw a holiday that begins on the very date and hits both."""
    shock = 1 + remembering(rng, frame.steps, 0.5, 0.08) - 0.25 * (np.arange(frame.steps) >= frame.before)
    noise = 0.08 * rng.standard_normal((2, frame.steps))
    return Drawn(100 * (shock + noise[0]) * frame.factor, (40 * (shock + noise[1]),))


def moving_average(rng: Generator, steps: int) -> Array:
    """Return noise that remembers three days and then nothing."""
    noise = rng.standard_normal(steps + 3)
    return np.asarray(15 / 1.87 * (noise[3:] + 0.9 * noise[2:-1] + 0.7 * noise[1:-2] + 0.5 * noise[:-3]) / 0.86)


def growing_week(rng: Generator, steps: int) -> Array:
    return np.asarray(week(steps) * np.linspace(0.6, 1.4, steps) + 10 * rng.standard_normal(steps))


def share_of_visits(rng: Generator, frame: Frame) -> Drawn:
    """Draw a daily conversion whose visits come in weeks and whose chance remembers the day before."""
    visits = rng.poisson(400 + 4 * week(frame.steps))
    chance = 0.05 * np.exp(remembering(rng, frame.steps, 0.4, 0.08)) * frame.factor
    return Drawn(rng.binomial(visits, chance) / visits)


def availability(rng: Generator, frame: Frame) -> Drawn:
    """Draw a percentage just under its bound; the effect is one of a fifth of itself."""
    return Drawn(100 * rng.beta(60, 4, frame.steps) * frame.factor)


def with_gaps(rng: Generator, frame: Frame) -> Drawn:
    values = (100 + remembering(rng, frame.steps, 0.5, 12)) * frame.factor
    return Drawn(np.where(rng.random(frame.steps) < 0.08, np.nan, values))


def of_the_year(rng: Generator, steps: int) -> Array:
    return np.asarray(20 * np.cos(2 * np.pi * np.arange(steps) / 12) + remembering(rng, steps, 0.4, 8))


def several(rng: Generator, frame: Frame) -> Drawn:
    """Draw five controls, of which two follow the same shocks."""
    shock = remembering(rng, frame.steps, 0.8, 0.12)
    noise = 0.06 * rng.standard_normal((6, frame.steps))
    follows = (1, 1, 0, 0, 0)
    controls = tuple(50 * (1 + part * shock + noise[at + 1]) for at, part in enumerate(follows))
    return Drawn(100 * (1 + shock + noise[0]) * frame.factor, controls)


def panel(rng: Generator, frame: Frame) -> Drawn:
    """Draw thirty series that hang on three shocks of a kind, each in a way of its own; the first is the one."""
    shocks = np.array([remembering(rng, frame.steps, 0.9, 0.1) for _ in range(3)])
    rows = 100 * (1 + rng.dirichlet(np.ones(3), 30) @ shocks + 0.03 * rng.standard_normal((30, frame.steps)))
    return Drawn(rows[0] * frame.factor, tuple(rows[1:]))


@dataclass(frozen=True)
class Shape:
    """How to draw a series, what its numbers are, and after how many steps its season comes again."""

    draw: Draw
    kind: str = "level"
    season: int = 7


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "independent": Shape(around(lambda rng, n: 15 * rng.standard_normal(n))),
        "AR(1) .5": Shape(around(lambda rng, n: remembering(rng, n, 0.5, 15))),
        "AR(1) .8": Shape(around(lambda rng, n: remembering(rng, n, 0.8, 15))),
        "weekly": Shape(around(lambda rng, n: week(n) + 10 * rng.standard_normal(n))),
        "weekly AR(1) .5": Shape(around(lambda rng, n: week(n) + remembering(rng, n, 0.5, 10))),
        "trend": Shape(around(lambda rng, n: 13 - 0.3 * np.arange(n) + 10 * rng.standard_normal(n))),
        "random walk": Shape(
            around(lambda rng, n: np.cumsum(2.5 * rng.standard_normal(n)) + 8 * rng.standard_normal(n))
        ),
        "heavy tails": Shape(around(lambda rng, n: 15 / 3**0.5 * rng.standard_t(3, n))),
        "spiky latency": Shape(around(spiky)),
        "after worst week": Shape(after_worst_week),
        "earlier step": Shape(earlier_step),
        "counts": Shape(counted(5.0), "count"),
        "counts overdispersed weekly": Shape(counted(lambda n: 20 + 0.2 * week(n), 5.0), "count"),
    }
)
"""The shapes whose figures close the question."""

FURTHER: Mapping[str, Shape] = MappingProxyType(
    {
        "counts clustered": Shape(clustered, "count"),
        "counts few": Shape(counted(0.6), "count"),
        "counts that drift": Shape(counted(lambda n: np.linspace(26.0, 15.0, n)), "count"),
        "counts of a week": Shape(counted(lambda n: 8 + 0.2 * week(n)), "count"),
        "moving average": Shape(around(moving_average)),
        "week that grows": Shape(around(growing_week)),
        "noise that grows": Shape(around(lambda rng, n: np.linspace(5, 20, n) * rng.standard_normal(n))),
        "log-normal": Shape(around(lambda rng, n: 100 * np.exp(remembering(rng, n, 0.5, 0.5)) - 100)),
        "share of visits": Shape(share_of_visits, "rate"),
        "availability": Shape(availability),
        "missing days": Shape(with_gaps),
        "months": Shape(around(of_the_year), season=12),
        "control": Shape(shared(0.08, 0.8, 0.15, 40.0)),
        "control independent shock": Shape(shared(0.08, 0.0, 0.15, 3000.0)),
        "control step": Shape(shared_step),
        "control wanders": Shape(shared(0.05, 0.99, 0.3, 70.0)),
        "controls, five": Shape(several),
        "controls, thirty": Shape(panel),
    }
)
"""Shapes beyond those: other noise, other steps, and controls."""

ALL: Mapping[str, Shape] = MappingProxyType({**SHAPES, **FURTHER})


def trial(shape: str, before: int, after: int, effect: float, seed: int) -> tuple[bool, bool, bool, bool, float]:
    """Return whether one series shows a change, holds the truth, shows a fall, was refused; and processor seconds."""
    drawn = ALL[shape].draw(
        np.random.default_rng([seed, crc32(shape.encode()), effect != 0]), Frame(before, after, effect)
    )
    values = [None if np.isnan(value) else value for value in drawn.values]
    start = time.process_time()
    share = treefall.impact_of(
        values, before, controls=drawn.controls, kind=ALL[shape].kind, season=ALL[shape].season
    ).relative
    taken = time.process_time() - start
    if share is None:
        return False, True, False, True, taken
    return share.clear, share.low <= effect <= share.high, share.high < 0, False, taken


def figures(
    shape: str, options: argparse.Namespace, run: Callable[..., Iterable[tuple[float, ...]]]
) -> dict[str, float]:
    seeds = range(options.seed * APART, options.seed * APART + options.n)
    nothing, fall = (
        np.array(list(run(partial(trial, shape, options.before, options.after, effect), seeds)))
        for effect in (0.0, EFFECT)
    )
    return {
        "false": round(float(nothing[:, 0].mean()), 4),
        "coverage": round(float(fall[:, 1].mean()), 4),
        "power": round(float(fall[:, 2].mean()), 4),
        "refused": round(float(np.mean([nothing[:, 3], fall[:, 3]])), 4),
        "seconds": round(float(np.mean([nothing[:, 4], fall[:, 4]])), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--before", type=int, default=60)
    parser.add_argument("--after", type=int, default=30)
    parser.add_argument("--shape", action="append", choices=list(ALL))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--further", action="store_true")
    options = parser.parse_args()
    chosen = options.shape or list(ALL if options.further else SHAPES)
    with ProcessPoolExecutor(options.workers) as pool:
        found = {shape: figures(shape, options, partial(pool.map, chunksize=LOT)) for shape in chosen}
    print(
        json.dumps(
            {
                "shapes": found,
                "mean_false": round(float(np.mean([row["false"] for row in found.values()])), 4),
                "worst_false": max(row["false"] for row in found.values()),
                "worst_coverage": min(row["coverage"] for row in found.values()),
                "seconds_per_series": round(float(np.mean([row["seconds"] for row in found.values()])), 4),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
