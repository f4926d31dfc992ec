"""A measured series: what was seen, what was expected without the change, and the day of the change."""

from datetime import date

from ..display import display
from ..model.entries import entry_id
from ..model.estimate import Dot, Finding
from . import Picture
from .paper import COLOURS, drawing, figure, label, path, scale, ticks, wrapped

_WIDTH, _HEIGHT = 720, 360
_LEFT, _RIGHT, _BOTTOM = 64, 152, 40
_TITLE, _LINE = 16, 20
_ROOM = 0.06  # above the highest and below the lowest number
_STROKE = 'fill="none" stroke-width="1.5"'
_MOST_DOTS = 400  # beyond that, points are a line only, and what lies long before the date is left out
_AS_LONG = 6  # times what came after is drawn of what came before
_DAYS = 4  # dates named on the axis
_SHORT = 3  # letters of a unit that fit beside the highest number
_APART = 14  # two labels at the right keep so much distance
_LONGEST = 600  # letters of what a picture says in words


def series_picture(finding: Finding, title: str, ship: str = "shipped") -> Picture:
    """Return the picture of `finding`, under `title`, which says what it came to.

    Args:
        finding: with its dots.
        title: the finding in a sentence.
        ship: what the line at the date is called.
    """
    caption = _caption(finding)
    twin = display(f"{title} {caption}".strip(), _LONGEST)
    lines = wrapped(title, _WIDTH - 2 * 16, _TITLE)
    parts = [label(16, 28 + n * _LINE, text, colour="ink", size=_TITLE, bold=True) for n, text in enumerate(lines)]
    if finding.dots:
        parts += _Chart(finding, top=28 + len(lines) * _LINE + 12).parts(ship)
    return Picture(drawing(_WIDTH, _HEIGHT + len(lines) * _LINE, title, twin, parts), twin, caption)


class _Chart:
    """The axes, and what is drawn between them."""

    def __init__(self, finding: Finding, top: float) -> None:
        self.finding, self.dots, self.top = finding, _near(finding.dots), top
        self.bottom = _HEIGHT + (top - 40) - _BOTTOM
        numbers = [n for dot in self.dots for n in (dot.seen, dot.low, dot.high) if n is not None]
        low, high = min(numbers, default=0.0), max(numbers, default=1.0)
        room = (high - low or abs(high) or 1) * _ROOM
        self.low, self.high = (0.0 if 0 <= low < (high - low) / 2 else low - room), high + room
        first, last = self.dots[0].on.toordinal(), self.dots[-1].on.toordinal()
        self.across = scale(first, last, _LEFT, _WIDTH - _RIGHT)
        self.up = scale(self.low, self.high, self.bottom, top)

    def parts(self, ship: str) -> list[str]:
        return [
            *self.axes(),
            *self.hatched(),
            self.band(),
            *self.lines(),
            *self.points(),
            *self.ship(ship),
            *self.names(),
        ]

    def x(self, day: date) -> float:
        return self.across(day.toordinal())

    def axes(self) -> list[str]:
        parts = []
        values, unit = ticks(self.low, self.high), self.finding.unit
        for value in values:
            y, beside = self.up(value), f" {unit}" if value == values[-1] and len(unit) <= _SHORT else ""
            parts.append(
                f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{COLOURS["line"]}"/>'
            )
            parts.append(label(_LEFT - 8, y + 4, figure(value) + beside, anchor="end"))
        if len(unit) > _SHORT:
            parts.append(label(16, self.top - 10, unit))
        days = [self.dots[round(n * (len(self.dots) - 1) / (_DAYS - 1))].on for n in range(_DAYS)]
        for n, day in enumerate(dict.fromkeys(days)):
            anchor = "start" if n == 0 else "end" if n == _DAYS - 1 else "middle"
            parts.append(label(self.x(day), self.bottom + 20, f"{day.day} {day:%b %Y}", anchor=anchor))
        return parts

    def hatched(self) -> list[str]:
        """Hatch the days that were left out."""
        left_out = [dot for dot in self.dots if dot.excluded]
        width = max(2.0, (_WIDTH - _LEFT - _RIGHT) / max(1, len(self.dots)))
        name = (
            f"out-{entry_id('hatching', str(self.finding.on), self.finding.name or 'series')}"  # one of its own a page
        )
        pattern = (
            f'<defs><pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)">'
            f'<line x1="0" y1="0" x2="0" y2="5" stroke="{COLOURS["soft"]}" stroke-opacity="0.5"/></pattern></defs>'
        )
        bars = [
            f'<rect x="{self.x(dot.on) - width / 2:.1f}" y="{self.top:.1f}" width="{width:.1f}" '
            f'height="{self.bottom - self.top:.1f}" fill="url(#{name})"/>'
            for dot in left_out
        ]
        return [pattern, *bars] if bars else []

    def band(self) -> str:
        known = [
            (self.x(dot.on), dot.low, dot.high) for dot in self.dots if dot.low is not None and dot.high is not None
        ]
        edge = [(x, self.up(high)) for x, _, high in known] + [(x, self.up(low)) for x, low, _ in reversed(known)]
        return f'<path d="{path(edge)}Z" fill="{COLOURS["ink"]}" fill-opacity="0.2"/>' if edge else ""

    def lines(self) -> list[str]:
        expected = [None if dot.expected is None else (self.x(dot.on), self.up(dot.expected)) for dot in self.dots]
        seen = [None if dot.seen is None else (self.x(dot.on), self.up(dot.seen)) for dot in self.dots]
        return [
            f'<path d="{path(expected)}" stroke="{COLOURS["soft"]}" stroke-dasharray="5 4" {_STROKE}/>',
            f'<path d="{path(seen)}" stroke="{COLOURS["link"]}" {_STROKE}/>',
        ]

    def points(self) -> list[str]:
        if len(self.dots) > _MOST_DOTS:
            return []
        return [self.point(dot) for dot in self.dots if dot.seen is not None]

    def point(self, dot: Dot) -> str:
        x, y = self.x(dot.on), self.up(dot.seen or 0.0)
        if dot.after:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{COLOURS["good"]}"/>'
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{COLOURS["paper"]}" stroke="{COLOURS["link"]}"/>'

    def ship(self, name: str) -> list[str]:
        x = self.x(self.finding.on)
        said = f"{name}, {self.finding.on.day} {self.finding.on:%b}"
        anchor = "end" if x > (_WIDTH - _RIGHT + _LEFT) / 2 else "start"
        return [
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{self.top:.1f}" y2="{self.bottom:.1f}" stroke="{COLOURS["ink"]}"/>',
            label(x, self.top - 6, said, colour="ink", anchor=anchor),
        ]

    def names(self) -> list[str]:
        """Name the lines at their right ends."""
        x = _WIDTH - _RIGHT + 8
        ends = []
        seen = next((dot.seen for dot in reversed(self.dots) if dot.seen is not None), None)
        expected = next((dot.expected for dot in reversed(self.dots) if dot.expected is not None), None)
        if seen is not None:
            ends.append((self.up(seen), "seen", "link"))
        if expected is not None:
            ends.append((self.up(expected), "expected without it", "soft"))
        ends.sort()
        if len(ends) > 1 and ends[1][0] - ends[0][0] < _APART:
            ends[1] = (ends[0][0] + _APART, *ends[1][1:])
        return [label(x, y + 4, name, colour=colour) for y, name, colour in ends]


def _near(dots: tuple[Dot, ...]) -> tuple[Dot, ...]:
    """Return the dots that are drawn: of many, those near the date, so that what came after can be seen."""
    after = sum(dot.after for dot in dots)
    return dots if len(dots) <= _MOST_DOTS else dots[-max(_MOST_DOTS, (1 + _AS_LONG) * after) :]


def _caption(finding: Finding) -> str:
    """Say in words what the picture shows; nothing where it shows no points."""
    if not finding.dots:
        return ""
    unit = f" {finding.unit}" if finding.unit else ""
    missing = sum(dot.seen is None and not dot.excluded for dot in finding.dots)
    text = f"{len(finding.dots) - missing:,} points from {_day(finding.dots[0].on)} to {_day(finding.dots[-1].on)}"
    if finding.before is not None and finding.after is not None:
        to, expected = f"{figure(finding.after)}{unit}", f"{figure(finding.before)}{unit}"
        text += f"; from {_day(finding.on)} on {to} were seen where {expected} were expected"
    left_out, drawn = sum(dot.excluded for dot in finding.dots), len(_near(finding.dots))
    text += f"; {missing:,} without a number" if missing else ""
    text += f"; {left_out} left out" if left_out else ""
    text += f"; the last {drawn} are drawn" if drawn < len(finding.dots) else ""
    return display(f"{text}.", _LONGEST)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
