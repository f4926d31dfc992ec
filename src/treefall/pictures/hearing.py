"""Who has heard what: people by pieces of work, each with how far it was heard, in signs and words."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..display import display
from ..model import Heard, Hearing, Visibility
from . import RINGS, Picture
from .paper import COLOURS, drawing, label, wrapped

_WIDTH, _LEFT, _ROW, _HEAD = 960, 336, 28, 36
_MOST = 12  # people beside each other
_TITLE, _SMALL, _LETTER = 16, 12, 7.2
_ROOMY = 140  # how wide a column is that has room for words
_NOT = "not told"
_TINTS: Mapping[Heard | None, str] = MappingProxyType(
    dict(zip((None, *Heard), ("#E4E8DA", "#BFD5B5", "#8DBB94", "#4F9672", COLOURS["good"], "#123F33"), strict=True))
)


def hearing_picture(seen: Sequence[Visibility]) -> Picture:
    """Return the picture of who has heard what: a row for each piece of work, a column for each of `seen`.

    At most twelve people are drawn, and the works that anybody of them is asked about.
    """
    drawn = seen[:_MOST]
    works = {one.work.id: one.work.title for who in drawn for one in who.hearings}
    title = _counted(drawn)
    lines = wrapped(title, _WIDTH - 32, _TITLE)
    parts = [label(16, 28 + n * 20, text, colour="ink", size=_TITLE, bold=True) for n, text in enumerate(lines)]
    top, wide = 28 + len(lines) * 20, (_WIDTH - _LEFT - 16) / max(1, len(drawn))
    for place, who in enumerate(drawn):
        parts += _column(who, works, _LEFT + place * wide, top, wide)
    for row, name in enumerate(works.values()):
        parts.append(label(16, top + _HEAD + row * _ROW + 18, _cut(name, _LEFT - 24), colour="ink"))
    twin = f"{title}. {'. '.join(map(_said, drawn))}."
    return Picture(drawing(_WIDTH, top + _HEAD + len(works) * _ROW + 12, title, twin, parts), twin)


def _counted(seen: Sequence[Visibility]) -> str:
    told = ", ".join(f"{display(who.person, 40)} has heard {who.told or 'none'} of {len(who.hearings)}" for who in seen)
    return told or "Nobody is known to listen yet"


def _said(who: Visibility) -> str:
    found = (f"{display(one.work.title, 80)} ({one.heard or _NOT})" for one in who.hearings)
    return f"{display(who.person, 40)}: {'; '.join(found)}"


def _column(who: Visibility, works: Mapping[str, str], x: float, top: float, wide: float) -> Iterator[str]:
    yield label(x, top + 24, _cut(who.person, wide - 8), colour="ink", bold=True)
    heard = {one.work.id: one for one in who.hearings}
    for row, id_ in enumerate(works):
        yield from _cell(heard.get(id_), x, top + _HEAD + row * _ROW, wide)


def _cell(hearing: Hearing | None, x: float, y: float, wide: float) -> Iterator[str]:
    """Draw how far it was heard: a stripe that grows darker, the ring, and the word where there is room."""
    heard = hearing.heard if hearing else None
    yield (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide - 8:.1f}" height="{_ROW - 4}" rx="4" fill="none" '
        f'stroke="{COLOURS["line"]}"/><rect x="{x:.1f}" y="{y:.1f}" width="8" height="{_ROW - 4}" rx="2" '
        f'fill="{_TINTS[heard]}" stroke="{COLOURS["soft"]}"/>'
    )
    words = f"{RINGS[heard]} {heard or _NOT}" if wide >= _ROOMY else RINGS[heard]
    yield label(x + 16, y + 17, words, colour="good" if heard else "soft", size=_SMALL)


def _cut(name: str, wide: float) -> str:
    shown, most = display(name, 200), max(4, int(wide / _LETTER))
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"
