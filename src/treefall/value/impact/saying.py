"""A finding in words: each attribution licenses its own (product.md §5), so none claims more than was measured."""

from ...model.entries import Attribution
from ...model.estimate import Better, Estimate, Finding, Quantity, Refused
from .calendar import day_text

_WHOLE = 0.1
_MANY = 1000
_DIGITS = 3


def sentence(finding: Finding, *, subject: str = "", work: str = "") -> str:
    """Return the finding as one or two plain sentences; foreign text in it is as it came.

    "Because" is said of a change that was measured with a control and without a flag, and of no other.

    Args:
        finding: what was found.
        subject: what the number is, e.g. "p95 latency"; by default the name of the series.
        work: the piece of work, as it can stand after "because of"; by default "this".
    """
    what, work = subject or finding.name or "the number", work or "this"
    if finding.refused or not finding.relative or finding.before is None or finding.after is None:
        return _refused(finding.refused, what)
    if not finding.changed:
        return _unchanged(finding, what)
    fell = finding.relative.value < 0
    moved = f"{_size(finding.relative)}, {_levels(finding, finding.before, finding.after)}"
    day = day_text(finding.on)
    match finding.attribution:
        case Attribution.CONTROLLED:
            text = f"{what} {_verb(fell)} {moved}, because of {work}, which shipped on {day}; {_beside(finding)}"
        case Attribution.CONTRIBUTED:
            text = f"{what} {_verb(fell)} {moved}, after {day}; {work} helped, and so did {_list(finding.shared)}"
        case Attribution.BEFORE_AFTER:
            text = f"{what} {_verb(fell)} {moved}, after {work} shipped on {day}"
        case _:
            why = _list(tuple(flag.why for flag in finding.flags)) or "nothing tells it from what else went on"
            text = (
                f"in the same period as {work} (from {day}), {what} {_verb(fell)} {moved}; to be taken with care: {why}"
            )
    return f"{_capital(text)}{_others(finding)}{_worse(finding, fell=fell)}."


def _refused(refused: Refused | None, what: str) -> str:
    if refused is None:
        return f"No number for {what}."
    return f"No number for {what}: {refused.why}. To get one: {refused.fix}."


def _others(finding: Finding) -> str:
    """Return how often nothing moved as much, unless a flag says so."""
    placebo = finding.placebo
    if placebo is None or finding.flags:
        return ""
    return f"; {placebo.as_large or 'none'} of {placebo.of} other {placebo.what} moved as much"


def _capital(text: str) -> str:
    """Begin a sentence with a capital, but leave names as they are: p95, iOS, errors_total."""
    first = text.partition(" ")[0]
    return text[0].upper() + text[1:] if first.isalpha() and first.islower() else text


def _unchanged(finding: Finding, what: str) -> str:
    bigger = f"; anything bigger than {_percent(finding.smallest)} would have shown" if finding.smallest else ""
    doubts = _list(tuple(flag.why for flag in finding.flags))
    doubt = f" (but: {doubts})" if doubts else ""
    return f"No measurable change in {what} after {day_text(finding.on)}{bigger}{doubt}."


def _size(share: Estimate) -> str:
    ends = sorted((abs(share.low), abs(share.high)))
    low, high = (_percent(end).removesuffix(" %") for end in ends)
    return f"{_percent(abs(share.value))} (95 % interval {low}-{high} %)"


def _levels(finding: Finding, before: float, after: float) -> str:
    unit = f" {finding.unit}" if finding.unit else ""
    if finding.kind is Quantity.RATE and finding.unit == "share":
        return f"from {_plain(100 * before)} % to {_plain(100 * after)} %"
    each = f" a {finding.spacing}" if finding.kind is Quantity.COUNT and finding.spacing else ""
    return f"from {_plain(before)}{unit} to {_plain(after)}{unit}{each}"


def _beside(finding: Finding) -> str:
    names = tuple(name for name in finding.controls if name)
    if not names:
        return "measured beside a control that it left alone"
    if len(names) > _DIGITS:
        return f"measured beside {len(names)} controls that it left alone"
    return f"measured beside {_list(names)}, which it left alone"


def _worse(finding: Finding, *, fell: bool) -> str:
    good = finding.better is None or (finding.better is Better.LOWER) == fell
    return "" if good else " (a change for the worse)"


def _verb(fell: bool) -> str:  # noqa: FBT001 - one of two words
    return "fell by" if fell else "rose by"


def _percent(share: float | None) -> str:
    share = abs(share or 0.0)
    return f"{100 * share:,.0f} %" if share >= _WHOLE else f"{100 * share:.2g} %"


def _plain(value: float) -> str:
    """Return a number as it is read: three digits, no exponent."""
    if abs(value) >= _MANY:
        return f"{value:,.0f}"
    return f"{float(f'{value:.{_DIGITS}g}'):.10f}".rstrip("0").rstrip(".")


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words[:-1]) + (" and " if words[1:] else "") + words[-1] if words else ""
