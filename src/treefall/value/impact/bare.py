"""The estimator for bare numbers: no dates, no names."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...model.estimate import Estimate, Quantity, Refused
from .points import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """What changed in bare numbers.

    Attributes:
        relative: the change as a share of what was expected without it (-0.2 is 20 % less); None where refused.
        refused: why there is no number, and what would fix it; None where there is one.
        flags: what else could explain the change.
    """

    relative: Estimate | None = None
    refused: str | None = None
    flags: tuple[str, ...] = ()


def impact_of(
    values: Iterable[float | None],
    first_after: int,
    *,
    controls: Iterable[Iterable[float | None]] = (),
    kind: str = "level",
    season: int | None = 7,
) -> Bare:
    """Return what changed in `values` at `first_after`, with its 95 % interval, or why that cannot be said.

    Raises nothing for any numbers.

    Args:
        values: a number a step; None where it is missing.
        first_after: the index of the first step that has the change.
        controls: series of the same length that the change could not touch but that share what else goes on.
        kind: "level", "count" (events a step) or "rate" (a share a step).
        season: after how many steps a season comes again: 7 for daily numbers, 12 for monthly ones; None or 1 for none.

    Raises:
        ValueError: there is no such kind.
    """
    quantity = Quantity(kind)
    rows = [_numbers(row) for row in (values, *controls)]
    if any(row is None for row in rows):
        return Bare(refused="a value is no number; leave it empty (None) where there is none")
    first, *others = (row for row in rows if row is not None)
    from .change import change  # noqa: PLC0415 - numpy is loaded when something is measured

    found = change(Points(first, int(first_after), int(season or 1), tuple(others)), quantity)
    if isinstance(found, Refused):
        return Bare(refused=f"{found.why}; {found.fix}")
    share = found.share
    return Bare(
        relative=Estimate(value=share.value, low=share.low, high=share.high, unit="share"),
        flags=tuple(flag.why for flag in found.flags),
    )


def _numbers(row: Iterable[object]) -> tuple[float | None, ...] | None:
    """Return `row` as floats, or None where something in it is no number."""
    try:
        return tuple(None if value is None else float(value) for value in row)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
