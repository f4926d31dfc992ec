"""How wide the columns of a table are on paper, where nothing but its own words can tell."""

from collections.abc import Iterable, Sequence
from itertools import chain

_LONGEST = 16  # letters of a word, or of a whole cell, that is never broken; longer ones are
_AROUND, _BOLD = 2, 1  # letters beside the longest word of a column; and of the first, which is bold
_MOST_KEPT = 0.7  # of the line for words and cells that are not broken
_LESS_THAN_ALL = 0.85  # how much a column grows with what stands in it: less than as much


def shares(rows: Iterable[Sequence[str]], letters: int) -> tuple[float, ...]:
    """Return the share of the width that each column of `rows` takes; they sum to 1.

    A column has room for its longest word, and for a short cell whole where there is room; what is left of the line
    goes to what does not fit into that, so that the cells of a row come to about as many lines.

    Args:
        rows: the texts of the cells, the head's among them; equally many in each, at least one row and one column.
        letters: how many stand in a line, about.
    """
    columns = tuple(zip(*rows, strict=True))
    least = [_least(column, whole=True) for column in columns]
    if sum(least) > _MOST_KEPT * letters:
        least = [_least(column, whole=False) for column in columns]
    least[0] += _BOLD
    wanted = [
        max(0.0, _typical(column) - width) ** _LESS_THAN_ALL for column, width in zip(columns, least, strict=True)
    ]
    spare = max(0.0, letters - sum(least)) / (sum(wanted) or 1)
    widths = [width + want * spare for width, want in zip(least, wanted, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _least(column: Sequence[str], *, whole: bool) -> float:
    """Return how many letters a column needs so that no word is broken, and no short cell where these stay `whole`."""
    parts = ([text] if whole and len(text) <= _LONGEST else text.split() for text in column)
    return float(min(max(map(len, chain.from_iterable(parts)), default=1), _LONGEST) + _AROUND)


def _typical(column: Sequence[str]) -> float:
    """Return how long the longer half of the cells is on average: it makes the rows high."""
    longer = sorted(map(len, column))[len(column) // 2 :]
    return sum(longer) / len(longer)
