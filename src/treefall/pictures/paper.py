"""What all pictures are drawn with: colours, letters, scales."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from math import ceil, floor, isfinite, log10
from types import MappingProxyType

from ..display import display

COLOURS = MappingProxyType(
    {
        "paper": "#FBFAF6",
        "ink": "#1E2A23",
        "soft": "#55635A",
        "line": "#D9DBD0",
        "accent": "#A8480F",
        "good": "#2F6B4A",
        "care": "#8A5A00",
        "stop": "#A3321F",
        "link": "#2B5F86",
    }
)
_FONT = "ui-sans-serif, system-ui, 'DejaVu Sans', sans-serif"
_LETTER = 0.6  # how wide a letter is on average, as a share of its size
_LEAST, _LEAST_SHARE = 1e-300, 1e-12  # a span below is none
_SLACK = 1e-6  # of a step
_BREAKS = re.compile(r"(?<!\d)\s+|(?<=\d{4})\s+")
_STEPS = (1, 2, 2.5, 5, 10)


def drawing(width: int, height: int, title: str, twin: str, parts: Iterable[str]) -> str:
    """Return the SVG of `parts` on paper, with its title and its words for who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{_FONT}" font-size="12">'
        f"<title>{safe(title)}</title><desc>{safe(twin)}</desc>"
        f'<rect width="{width}" height="{height}" fill="{COLOURS["paper"]}"/>{"".join(parts)}</svg>\n'
    )


def safe(text: str) -> str:
    """Return foreign `text` as it may stand in a picture."""
    return escape(display(text, 400))


def label(
    x: float, y: float, text: str, *, colour: str = "soft", size: int = 12, anchor: str = "start", bold: bool = False
) -> str:
    """Return one line of text that begins (or ends, or is centred) at `x`, on the line `y`."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{COLOURS[colour]}" font-size="{size}" text-anchor="{anchor}"{weight}>'
        f"{safe(text)}</text>"
    )


def wrapped(text: str, width: float, size: int) -> tuple[str, ...]:
    """Return `text` in lines that are at most about `width` wide; a number stays with what stands behind it."""
    most, lines = max(8, int(width / (size * _LETTER))), [""]
    for word in _BREAKS.split(display(text, 400).strip()):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)


def scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """Return what maps `low`..`high` to `start`..`end`; a span of nothing lies in the middle."""
    if high == low:
        return lambda _value: (start + end) / 2
    return lambda value: start + (value - low) / (high - low) * (end - start)


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return round numbers from `low` to `high`, at most `most`."""
    if not (isfinite(low) and isfinite(high)) or high - low <= max(_LEAST, _LEAST_SHARE * max(abs(low), abs(high))):
        return (low,)
    power = 10 ** floor(log10((high - low) / most))
    step = next(step * power for step in _STEPS if (high - low) / (step * power) <= most)
    first = ceil(low / step - _SLACK)
    last = floor(high / step + _SLACK)
    return tuple(number * step for number in range(first, last + 1)) or (low,)


def figure(value: float) -> str:
    """Return a number of an axis as short as it can be."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"  # noqa: PLR2004 - from a thousand on, no decimals


def path(points: Sequence[tuple[float, float] | None]) -> str:
    """Return the `d` of a line through `points`, broken where one is None."""
    parts, broken = [], True
    for point in points:
        if point is None:
            broken = True
            continue
        parts.append(f"{'M' if broken else 'L'}{point[0]:.1f} {point[1]:.1f}")
        broken = False
    return "".join(parts)
