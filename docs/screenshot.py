"""Make `docs/pictures/first-five-minutes.svg`: the first screen of Treefall, as the real command prints it.

The command runs in a new home on the shop of `docs/example_shop.py`, with the present pinned, so that the picture
changes only where the screen does.
"""

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from example_shop import NOW, build_shop
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

PICTURE = Path(__file__).parent / "pictures" / "first-five-minutes.svg"
COLUMNS = 98

_CELL, _LINE, _MARGIN = 8.4, 20, 20  # pixels: a letter's width, a line's height, the paper around them
_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">
<title>The first screen of Treefall in a terminal</title>
<style>
text {{ font: 14px ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }}
text {{ fill: #1E2A23 }} .bold {{ font-weight: 700 }} .dim {{ fill: #55635A }}
</style>
<rect x="0.5" y="0.5" width="{width:.0f}" height="{height}" rx="6" fill="#FBFAF6" stroke="#D9DBD0"/>
{text}
</svg>
"""
_PIECES = re.compile(r"\S+(?: \S+)*")  # what stands together, without wider gaps


def first_screen() -> str:
    """Return what `treefall` prints, colours included, to somebody who runs it in the shop for the first time."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        home.mkdir()
        (home / "treefall.toml").write_text(f'[show]\nnow = {NOW}\nzone = "Europe/Berlin"\n', encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "treefall", "--home", str(home)],
            cwd=build_shop(Path(folder)),
            env={**os.environ, "HOME": folder, "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(COLUMNS)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        )
    return f"$ treefall\n{done.stdout}"


def picture() -> str:
    """Return `first_screen` as an SVG that loads nothing from anywhere."""
    console = Console(file=io.StringIO(), width=COLUMNS, force_terminal=True, color_system="truecolor")
    lines = console.render_lines(Text.from_ansi(first_screen().rstrip()), pad=False)
    text = "\n".join(piece for row, line in enumerate(lines) for piece in _drawn(row, line))
    return _FRAME.format(width=COLUMNS * _CELL + 2 * _MARGIN, height=len(lines) * _LINE + 2 * _MARGIN, text=text)


def _drawn(row: int, line: Sequence[Segment]) -> Iterator[str]:
    """Yield the pieces of a line, each at its own place, so that a font of another width moves none of them."""
    column, y = 0, _MARGIN + row * _LINE + 15
    for words, style, _ in line:
        looks = [look for look in ("bold", "dim") if style and getattr(style, look)]
        for piece in _PIECES.finditer(words):
            x, length = _MARGIN + (column + piece.start()) * _CELL, len(piece[0]) * _CELL
            said = escape(piece[0], quote=False)
            yield f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}" class="{" ".join(looks)}">{said}</text>'
        column += cell_len(words)
