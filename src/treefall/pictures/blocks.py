"""The pictures in a document, whatever they are of."""

from ..model import Chart, Matrix
from . import Picture
from .matrix import matrix_picture
from .series import series_picture


def drawn(block: Chart | Matrix) -> Picture:
    """Return the picture of `block`, a part of a document."""
    if isinstance(block, Matrix):
        return matrix_picture(block)
    return series_picture(block.finding, block.said.text, block.ship)
