"""A season: the pieces of work of a period over its months, by kind, how far each was heard, and the 1:1s between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from ..display import display
from ..model import Heard, Kind, Period, Work
from . import RINGS, Picture
from .paper import COLOURS, drawing, label, scale, wrapped

_WIDTH, _LEFT, _RIGHT = 960, 96, 16
_TITLE, _ROW, _BAR, _GAP = 16, 22, 8, 10
_MOST = 60
_LETTER = 6.2  # how wide a letter of a title is, at 12
_SHORTEST, _LONGEST = 6, 60  # letters of a title that are worth drawing
_NAME = 20  # from a bar to its name, with its ring between
_LEAST = 8  # how long the shortest bar is
_AIR = 10
_NAMED, _MONTH = 14, 24  # months that are named at the most, and how wide a name is


def season_picture(
    works: Sequence[tuple[Work, Heard | None]],
    meetings: Sequence[datetime],
    period: Period,
    zone: tzinfo | None,
    to: str = "somebody",
) -> Picture:
    """Return the picture of `period`: a bar for each piece of work, filled where somebody was told, ringed as heard.

    Args:
        works: the strongest first, each with how far it was heard; of more than sixty the strongest are drawn.
        meetings: when somebody was met.
        period: what is drawn of it; bars are cut at its ends.
        zone: whose months they are.
        to: who was told, where `works` say how far one person heard of them.
    """
    drawn = works[:_MOST]
    told = sum(heard is not None for _, heard in works)
    rest = f"; the {len(drawn)} strongest are drawn" if len(drawn) < len(works) else ""
    title = f"{told} of {len(works)} pieces of work were told to {display(to, 40)}{rest}"
    lanes = {kind: [one for one in drawn if one[0].kind is kind] for kind in Kind}
    twin = ". ".join((title, *(_lane_twin(kind, lane, zone) for kind, lane in lanes.items() if lane)))
    chart = _Chart(period, zone)
    head = [label(16, 28 + n * 20, text, colour="ink", size=_TITLE, bold=True) for n, text in _lines(title)]
    top = 28 + len(head) * 20 + 12
    parts: list[str] = []
    y = float(top)
    for kind, lane in lanes.items():
        if lane:
            drawn_lane, y = chart.lane(kind, lane, y)
            parts += drawn_lane
    parts += chart.meetings(meetings, y + 8)
    y += 28 if meetings else 4
    return Picture(drawing(_WIDTH, round(y) + 12, title, twin, [*head, *chart.months(top, y), *parts]), twin)


def _lines(title: str) -> Iterator[tuple[int, str]]:
    return enumerate(wrapped(title, _WIDTH - 32, _TITLE))


def _lane_twin(kind: Kind, lane: Sequence[tuple[Work, Heard | None]], zone: tzinfo | None) -> str:
    said = (f"{display(w.title, 80)} ({w.start.astimezone(zone):%b %Y}, {heard or 'not told'})" for w, heard in lane)
    return f"{kind.capitalize()}: {'; '.join(said)}"


class _Chart:
    """The months, and what lies in them."""

    def __init__(self, period: Period, zone: tzinfo | None) -> None:
        self.period, self.zone = period, zone
        self.across = scale(period.start.timestamp(), period.end.timestamp(), _LEFT, _WIDTH - _RIGHT)

    def x(self, at: datetime) -> float:
        return self.across(min(max(at, self.period.start), self.period.end).timestamp())

    def months(self, top: float, bottom: float) -> list[str]:
        """Draw a line at the start of each month, and name as many months as there is room for."""
        firsts = list(_firsts(self.period, self.zone))
        parts = [
            f'<line x1="{self.x(at):.1f}" x2="{self.x(at):.1f}" y1="{top:.1f}" y2="{bottom:.1f}" '
            f'stroke="{COLOURS["line"]}"/>'
            for at in firsts
        ]
        every, shown = -(-len(firsts) // _NAMED), None
        for at in firsts[::every]:
            local = at.astimezone(self.zone)
            if self.x(at) < _WIDTH - _RIGHT - _MONTH:
                parts.append(label(self.x(at) + 3, top - 2, f"{local:%b}" if local.year == shown else f"{local:%b %Y}"))
                shown = local.year
        return parts

    def lane(self, kind: Kind, lane: Sequence[tuple[Work, Heard | None]], top: float) -> tuple[list[str], float]:
        """Draw the bars of one kind, in as many rows as they need; return them and where the next lane begins."""
        rows: list[float] = []
        parts = [label(16, top + 16, str(kind), colour="ink")]
        bars = sorted((self.bar(work, heard) for work, heard in lane), key=lambda bar: bar.left)
        for bar in bars:
            row = next((n for n, taken in enumerate(rows) if taken <= bar.left), len(rows))
            rows[row : row + 1] = [bar.right + _AIR]
            parts += bar.parts(top + row * _ROW + 12)
        return parts, top + max(1, len(rows)) * _ROW + _GAP

    def bar(self, work: Work, heard: Heard | None) -> "_Bar":
        """Return where `work` lies, with its name to the right, or to the left where there is more room."""
        start, name = self.x(work.start), display(work.title, _LONGEST)
        end = max(self.x(work.end), start + _LEAST)
        after, before = (int(room / _LETTER) for room in (_WIDTH - _RIGHT - end - _NAME, start - _LEFT - _NAME))
        behind = len(name) <= after or after >= before
        room = max(_SHORTEST, after if behind else before)
        return _Bar(start, end, name if len(name) <= room else f"{name[: room - 1].rstrip()}…", heard, behind)

    def meetings(self, meetings: Sequence[datetime], y: float) -> list[str]:
        """Draw a stroke for each time that somebody was met."""
        inside = [at for at in meetings if at in self.period]
        if not inside:
            return []
        strokes = (f"M{self.x(at):.1f} {y:.1f}v10" for at in inside)
        return [
            label(16, y + 10, "1:1s", colour="ink"),
            f'<path d="{"".join(strokes)}" stroke="{COLOURS["link"]}" stroke-width="2"/>',
        ]


@dataclass(frozen=True, slots=True)
class _Bar:
    """A piece of work: from where to where it lies, its name, and whether that stands behind it or before."""

    start: float
    end: float
    name: str
    heard: Heard | None
    behind: bool

    @property
    def left(self) -> float:
        return self.start if self.behind else self.start - self._beside

    @property
    def right(self) -> float:
        return self.end + self._beside if self.behind else self.end

    @property
    def _beside(self) -> float:
        return _NAME + len(self.name) * _LETTER

    def parts(self, y: float) -> list[str]:
        """Draw it: filled where somebody was told, with the ring of how far it was heard, and its name."""
        fill = COLOURS["good" if self.heard else "paper"]
        bar = (
            f'<rect x="{self.start:.1f}" y="{y - _BAR / 2:.1f}" width="{self.end - self.start:.1f}" height="{_BAR}" '
            f'rx="4" fill="{fill}" stroke="{COLOURS["good"]}"/>'
        )
        edge, way, anchor = (self.end, 1, "start") if self.behind else (self.start, -1, "end")
        ring = label(edge + 6 * way, y + 4, RINGS[self.heard], colour="good", anchor=anchor)
        return [bar, ring, label(edge + _NAME * way, y + 4, self.name, anchor=anchor)]


def _firsts(period: Period, zone: tzinfo | None) -> Iterator[datetime]:
    """Yield the first moment of each month in `period`."""
    start = period.start.astimezone(zone)
    year, month = start.year, start.month
    while True:
        at = datetime.combine(date(year, month, 1), datetime.min.time(), zone or start.tzinfo)
        if at >= period.end:
            return
        if at >= period.start:
            yield at
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
