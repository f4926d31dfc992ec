"""A rubric on paper, at a glance: a row for each topic, a shape for each criterion; their words stand in a table."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..display import display
from ..model import Matrix, Strength
from . import Picture
from .paper import COLOURS, drawing, label, wrapped
from .rubric import SHAPES

_WIDTH, _LEFT, _AIR = 720, 168, 8
_FEWEST, _MOST = 2, 4  # cells beside each other
_HEIGHT, _RADIUS = 28, 6
_TITLE, _LINE, _SMALL = 16, 20, 12
_CAPTION = "Each number is that of a criterion below; full: strong, half: on one voice, empty: open."
_WORDS: Mapping[Strength, str] = MappingProxyType(
    {Strength.STRONG: "strong", Strength.ONE_VOICE: "on one voice", Strength.NONE: "open"}
)
_DISCS: Mapping[Strength, str] = MappingProxyType(
    {
        Strength.STRONG: '<circle cx="{x}" cy="{y}" r="6" fill="{ink}"/>',
        Strength.ONE_VOICE: '<circle cx="{x}" cy="{y}" r="5.5" fill="none" stroke="{ink}"/>'
        '<path d="M{x} {top}A5.5 5.5 0 0 0 {x} {bottom}Z" fill="{ink}"/>',
        Strength.NONE: '<circle cx="{x}" cy="{y}" r="5.5" fill="none" stroke="{ink}"/>',
    }
)


def matrix_picture(matrix: Matrix) -> Picture:
    """Return the picture of `matrix`: how well each criterion is shown, by its number, in words and shapes."""
    lines = wrapped(matrix.said.text, _WIDTH - 32, _TITLE)
    parts = [label(16, 28 + n * _LINE, text, colour="ink", size=_TITLE, bold=True) for n, text in enumerate(lines)]
    y = 24 + len(lines) * _LINE
    topics = _by_topic(matrix)
    beside = min(_MOST, max(_FEWEST, *map(len, topics.values()), 0))
    for topic, cells in topics.items():
        parts.append(label(16, y + 18, wrapped(topic, _LEFT - 16, _SMALL)[0], colour="ink", size=_SMALL, bold=True))
        parts += _cells(cells, y, beside)
        y += -(-len(cells) // beside) * (_HEIGHT + _AIR)
    told = (
        f"{topic}: {', '.join(f'{n} {_WORDS[strength]}' for n, strength in cells)}" for topic, cells in topics.items()
    )
    twin = f"{display(matrix.said.text)} {display('. '.join(told))}."
    return Picture(drawing(_WIDTH, y + _AIR, matrix.said.text, twin, parts), twin, _CAPTION)


def _by_topic(matrix: Matrix) -> Mapping[str, Sequence[tuple[int, Strength]]]:
    found: dict[str, list[tuple[int, Strength]]] = {}
    for number, row in enumerate(matrix.rows, 1):
        found.setdefault(row.topic, []).append((number, row.strength))
    return found


def _cells(cells: Sequence[tuple[int, Strength]], top: int, beside: int) -> Iterator[str]:
    wide = (_WIDTH - _LEFT - 16 - _AIR * (beside - 1)) / beside
    for place, (number, strength) in enumerate(cells):
        x, y = _LEFT + place % beside * (wide + _AIR), top + place // beside * (_HEIGHT + _AIR)
        yield f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{_HEIGHT}" rx="6" {SHAPES[strength]}/>'
        yield label(x + 10, y + 18, str(number), colour="ink", size=_SMALL, bold=True)
        middle = y + _HEIGHT / 2
        at = {"x": f"{x + 40:.1f}", "y": middle, "top": middle - _RADIUS + 0.5, "bottom": middle + _RADIUS - 0.5}
        yield _DISCS[strength].format(ink=COLOURS["good"], **at)
        yield label(x + 54, y + 18, _WORDS[strength], colour="ink", size=_SMALL)
