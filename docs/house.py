"""Draw `docs/pictures/house.svg`: the rooms of Treefall on their floors, and which rooms each of them uses.

Floors come from the contracts in `pyproject.toml`, what a room is for from its docstring, and what it uses from its
imports, so that the picture is the house as it is built; `tests/docs` compares the two.
"""

import ast
import textwrap
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "pictures" / "house.svg"
PACKAGE = ROOT / "src" / "treefall"

_WIDTH, _MARGIN, _GAP, _LINE = 960, 24, 12, 17
_STYLE = """\
text { font-family: system-ui, sans-serif; font-size: 13px; fill: #1E2A23 }
.title { font: 600 20px ui-serif, Georgia, serif } .room { font: 600 14px ui-monospace, Menlo, Consolas, monospace }
.soft { fill: #55635A } .paper { fill: #FBFAF6 } .box { fill: #FFFFFF; stroke: #D9DBD0 }
@media (prefers-color-scheme: dark) {
text { fill: #E8ECE6 } .soft { fill: #A3B0A7 } .paper { fill: #141A17 } .box { fill: #1B231F; stroke: #2E3A33 }
}"""


def floors() -> tuple[tuple[str, ...], ...]:
    """Return the rooms of each floor, the highest first, as the contracts say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return tuple(tuple(room.strip() for room in layer.split("|")) for layer in layers)


def uses(room: str) -> tuple[str, ...]:
    """Return the other rooms that modules of `room` import, in functions too, from the highest floor down."""
    rooms = [name for floor in floors() for name in floor]
    found = {used for module in _modules(room) for used in _imported(module)} - {room}
    return tuple(name for name in rooms if name in found)


def purpose(room: str) -> str:
    """Return the first sentence of the room's docstring."""
    first = PACKAGE / room / "__init__.py" if (PACKAGE / room).is_dir() else PACKAGE / f"{room}.py"
    said = ast.get_docstring(ast.parse(first.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split()).split(". ")[0].rstrip(".")


def picture() -> str:
    """Return the house as an SVG."""
    drawn, height = [], _MARGIN + 40
    for rooms in floors():
        said = [_said(room, _width(rooms)) for room in rooms]
        tall = 34 + _LINE * max(map(len, said))
        drawn += [line for place in range(len(rooms)) for line in _box(place, rooms, said[place], height, tall)]
        height += tall + _GAP
    height += _MARGIN - _GAP
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            "<title>The rooms of Treefall: each uses rooms on the floors below it</title>",
            f"<style>\n{_STYLE}\n</style>",
            f'<rect class="paper" width="{_WIDTH}" height="{height}" rx="6"/>',
            _text(_MARGIN, _MARGIN + 18, "title", "A room uses the rooms below it, never a neighbour"),
            *drawn,
            "</svg>\n",
        ]
    )


def _width(rooms: tuple[str, ...]) -> int:
    return (_WIDTH - 2 * _MARGIN - _GAP * (len(rooms) - 1)) // len(rooms)


def _said(room: str, width: int) -> list[tuple[str, str]]:
    """Return the lines in the box of `room`, each with its looks."""
    used = f"uses {', '.join(uses(room))}" if uses(room) else "uses no other room"
    both = (("", purpose(room).replace("`", "")), ("soft", used))
    return [(looks, line) for looks, words in both for line in textwrap.wrap(words, (width - 24) // 7)]


def _box(place: int, rooms: tuple[str, ...], said: list[tuple[str, str]], top: int, tall: int) -> Iterator[str]:
    left = _MARGIN + place * (_width(rooms) + _GAP)
    yield f'<rect class="box" x="{left}" y="{top}" width="{_width(rooms)}" height="{tall}" rx="6"/>'
    yield _text(left + 12, top + 23, "room", rooms[place])
    yield from (_text(left + 12, top + 42 + _LINE * row, looks, line) for row, (looks, line) in enumerate(said))


def _text(x: int, y: int, kind: str, words: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words, quote=False)}</text>'


def _modules(room: str) -> Iterator[Path]:
    yield from [PACKAGE / f"{room}.py"] if (PACKAGE / f"{room}.py").exists() else (PACKAGE / room).rglob("*.py")


def _imported(module: Path) -> Iterator[str]:
    """Yield the rooms that `module` names in its imports; relative ones are counted from where it stands."""
    here = ("treefall", *module.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            name = (*here[: len(here) - node.level], *(node.module or "").split("."))
            yield from [name[1]] if name[1:2] not in ((), ("",)) else (alias.name for alias in node.names)
