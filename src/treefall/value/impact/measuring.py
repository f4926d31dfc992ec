"""From a dated series to a finding: the calendar, the estimate, and what else went on."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...model.entries import Attribution
from ...model.estimate import (
    Better,
    Dot,
    Estimate,
    Finding,
    Flag,
    Happening,
    Quantity,
    Refused,
    Series,
)
from .calendar import Grid, day_text, gridded

if TYPE_CHECKING:
    from .path import Path

METHOD = "impact/1"
"""Name and version of the method: the same inputs, settings and version give the same finding."""

_NEAR = timedelta(days=14)
_FOUR_OF_FIVE = (1.96 + 0.84) / 1.96


def measured(
    series: Series,
    on: date,
    *,
    controls: Sequence[Series] = (),
    kind: Quantity = Quantity.LEVEL,
    better: Better | None = None,
    unit: str = "",
    excluded: Sequence[tuple[date, date]] = (),
    others: Sequence[Happening] = (),
    redefined: Sequence[date] = (),
    chosen_late: bool = False,
) -> Finding:
    """Return what changed in `series` at `on`, or why that cannot be said. Raises nothing for any data.

    Args:
        series: the numbers; the step (days, weeks, months, quarters, years) is read off its dates.
        on: the first day that has the work. A week, month, quarter or year that had begun before it is left out.
        controls: series that the work could not touch but that share what else goes on.
        kind: what the numbers are.
        better: which way is good news.
        unit: of the numbers, e.g. "ms".
        excluded: spans of days to leave out, both ends included, named before looking.
        others: what else happened; what lies within 14 days of `on` or between it and the end matters.
        redefined: days on which the definition of the number changed.
        chosen_late: the controls were named after a result without them had been seen.
    """
    finding = Finding(
        on=on,
        kind=kind,
        attribution=Attribution.ASSERTED,
        method=METHOD,
        better=better,
        unit=unit,
        name=series.name,
        controls=tuple(control.name for control in controls),
    )
    if chosen_late:
        late = Refused("the control was chosen after looking", "name the control before, with the next measurement")
        return replace(finding, refused=late)
    grid = gridded(series, on, controls, excluded)
    if isinstance(grid, Refused):
        return replace(finding, refused=grid)
    return _found(replace(finding, spacing=grid.spacing), grid, others, redefined)


def _found(finding: Finding, grid: Grid, others: Sequence[Happening], redefined: Sequence[date]) -> Finding:
    from .change import change  # noqa: PLC0415 - numpy is loaded when something is measured

    found = change(grid.points, finding.kind)
    points = (len(grid.points.before), len(grid.points.after))
    if isinstance(found, Refused):
        return replace(finding, refused=found, points=points)
    share = found.share
    flags = (*found.flags, *_happened(finding.on, others), *_redefined(grid, redefined))
    shared = tuple(one.title for one in others if one.mine and finding.on - _NEAR <= one.on <= grid.days[-1])
    return replace(
        finding,
        attribution=_attribution(flags, shared, finding.controls),
        relative=Estimate(value=share.value, low=share.low, high=share.high, unit="share", method=METHOD),
        absolute=Estimate(
            value=found.after - found.before,
            low=found.before * share.low,
            high=found.before * share.high,
            unit=finding.unit,
            method=METHOD,
        ),
        before=found.before,
        after=found.after,
        points=points,
        smallest=_FOUR_OF_FIVE * (share.high - share.low) / 2,
        flags=flags,
        placebo=found.placebo,
        shared=shared,
        assumptions=found.ways,
        dots=_dots(grid, found.path),
    )


def _attribution(flags: Sequence[Flag], shared: Sequence[str], controls: Sequence[str]) -> Attribution:
    """Return the one place on the scale: a red flag weighs most, then shared credit, then a control."""
    if flags:
        return Attribution.CORRELATED
    if shared:
        return Attribution.CONTRIBUTED
    return Attribution.CONTROLLED if controls else Attribution.BEFORE_AFTER


def _happened(on: date, others: Sequence[Happening]) -> tuple[Flag, ...]:
    return tuple(
        Flag(f"{one.title} on {day_text(one.on)} may have moved it too", "take a control that it moved as well")
        for one in others
        if not one.mine and abs(one.on - on) <= _NEAR
    )


def _redefined(grid: Grid, days: Sequence[date]) -> tuple[Flag, ...]:
    return tuple(
        Flag(f"the definition changed on {day_text(day)}", "measure it by one definition throughout")
        for day in days
        if grid.days[0] < day <= grid.days[-1]
    )


def _dots(grid: Grid, path: "Path") -> tuple[Dot, ...]:
    points = grid.points
    return tuple(
        Dot(
            on=day,
            seen=points.values[step],
            expected=_number(path.expected[step]),
            low=_number(path.low[step]),
            high=_number(path.high[step]),
            after=step >= points.first_after,
            excluded=step in points.skipped,
        )
        for step, day in enumerate(grid.days)
    )


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
