"""A case: the criteria of a level by topic, each with how well the record shows it, in words, signs and shapes."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..display import display
from ..model import Case, Row, Strength
from . import Picture
from .paper import COLOURS, drawing, label, wrapped

_WIDTH, _LEFT, _AIR = 960, 148, 8
_FEWEST, _MOST = 2, 4  # cells beside each other
_HEIGHT, _LINES, _LINE = 84, 3, 15
_TITLE, _SMALL = 16, 12
_SIGNS: Mapping[Strength, str] = MappingProxyType({Strength.STRONG: "●", Strength.ONE_VOICE: "◑", Strength.NONE: "○"})
SHAPES: Mapping[Strength, str] = MappingProxyType(
    {
        Strength.STRONG: f'fill="#E4EFE6" stroke="{COLOURS["good"]}" stroke-width="2"',
        Strength.ONE_VOICE: f'fill="{COLOURS["paper"]}" stroke="{COLOURS["good"]}"',
        Strength.NONE: f'fill="{COLOURS["paper"]}" stroke="{COLOURS["soft"]}" stroke-dasharray="4 4"',
    }
)
"""How a criterion is framed: a thick line and a tint, a thin line, a dashed one."""


def rubric_picture(case: Case) -> Picture:
    """Return the picture of `case`: a row for each topic, a cell for each criterion, numbered as the case numbers them.

    Strong criteria have a thick line and a tint, those on one voice a thin line, those that nothing shows a dashed one.
    """
    title = f"{case.level.target}: {counted(case.rows)}"
    topics = _numbered(case)
    lines = wrapped(title, _WIDTH - 32, _TITLE)
    parts = [label(16, 28 + n * 20, text, colour="ink", size=_TITLE, bold=True) for n, text in enumerate(lines)]
    y = 28 + len(lines) * 20
    beside = min(_MOST, max(_FEWEST, *map(len, topics.values()), 0))
    for topic, rows in topics.items():
        parts += _topic(topic, rows, y, beside)
        y += -(-len(rows) // beside) * (_HEIGHT + _AIR) + _AIR
    caption = ". ".join(f"{topic}: {'; '.join(map(_said, rows))}" for topic, rows in topics.items())
    twin = f"{title}. {caption}."
    return Picture(drawing(_WIDTH, y + _AIR, title, twin, parts), twin, f"{caption}.")


def counted(rows: Sequence[Row]) -> str:
    """Return how many of `rows` are strong, rest on one voice, and are shown by nothing; in words."""
    strong, one, none = (sum(row.strength is each for row in rows) for each in Strength)
    return f"{strong} of {len(rows)} strong, {one} on one voice, {none} shown by nothing"


def _numbered(case: Case) -> Mapping[str, Sequence[tuple[int, Row]]]:
    numbers: Iterator[int] = iter(range(1, len(case.rows) + 1))
    return {topic: [(next(numbers), row) for row in rows] for topic, rows in case.topics.items()}


def _said(numbered: tuple[int, Row]) -> str:
    number, row = numbered
    return f"{number} {display(row.criterion.words, 200).rstrip('.')} ({row.strength})"


def _topic(topic: str, rows: Sequence[tuple[int, Row]], top: float, beside: int) -> Iterator[str]:
    """Draw a topic: its name, how many of its criteria are strong, and a cell for each."""
    strong = sum(row.strength is Strength.STRONG for _, row in rows)
    names = wrapped(topic, _LEFT - 24, _SMALL)[:_LINES]
    for n, line in enumerate(names):
        yield label(16, top + 20 + n * _LINE, line, colour="ink", size=_SMALL, bold=True)
    yield label(16, top + 20 + len(names) * _LINE, f"{strong} of {len(rows)} strong", size=_SMALL)
    wide = (_WIDTH - _LEFT - 16 - _AIR * (beside - 1)) / beside
    for place, (number, row) in enumerate(rows):
        x, y = _LEFT + place % beside * (wide + _AIR), top + place // beside * (_HEIGHT + _AIR)
        yield from _cell(number, row, x, y, wide)


def _cell(number: int, row: Row, x: float, y: float, wide: float) -> Iterator[str]:
    yield (f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_HEIGHT}" rx="6" {SHAPES[row.strength]}/>')
    yield label(x + 8, y + 18, f"{number} {_SIGNS[row.strength]} {row.strength}", colour="good", bold=True)
    lines = wrapped(row.criterion.words, wide - 16, _SMALL)
    for n, line in enumerate(lines[:_LINES]):
        cut = n == _LINES - 1 and len(lines) > _LINES
        yield label(x + 8, y + 37 + n * _LINE, f"{line[:-1].rstrip()}…" if cut else line, colour="ink", size=_SMALL)
