"""Numbers by their place in a row: what every estimator reads."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Points:
    """A series on a regular grid, its controls beside it.

    Attributes:
        values: one a step; None where there is none.
        first_after: the index of the first step that has the work.
        season: after how many steps a season comes again (7 for days); 1 for none.
        controls: series of the same length.
        skipped: steps that were left out on purpose; they do not count as missing.
        labels: what each step is called; where there are none, by their number from 1.
    """

    values: tuple[float | None, ...]
    first_after: int
    season: int = 1
    controls: tuple[tuple[float | None, ...], ...] = ()
    skipped: frozenset[int] = frozenset()
    labels: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[int, ...]:
        """Return the steps at which the series and all its controls have a number and nothing is left out."""
        rows = (self.values, *self.controls)
        return tuple(
            step
            for step in range(len(self.values))
            if step not in self.skipped and all(row[step] is not None for row in rows)
        )

    @property
    def before(self) -> tuple[int, ...]:
        """Return the steps used before the date."""
        return tuple(step for step in self.used if step < self.first_after)

    @property
    def after(self) -> tuple[int, ...]:
        """Return the steps used after the date."""
        return tuple(step for step in self.used if step >= self.first_after)

    def at(self, steps: tuple[int, ...]) -> tuple[float, ...]:
        """Return the numbers at `steps`, which have one each."""
        return tuple(value for step in steps if (value := self.values[step]) is not None)

    def label(self, step: int) -> str:
        """Return what `step` is called."""
        return self.labels[step] if self.labels else f"number {step + 1}"

    def without(self, *steps: int) -> "Points":
        """Return the same points with `steps` left out too."""
        return replace(self, skipped=self.skipped | frozenset(steps))
