"""How wide the columns of a table are on paper, where nothing but its own words can tell."""

from collections.abc import Iterable, Sequence

_LONGEST = 16  # letters of a word that is never broken; longer ones are
_AROUND = 2  # letters beside the longest word of a column
_DEPTH = 2.5  # how many times as wide as its longest line a cell of a text is, with the root of its length


def shares(rows: Iterable[Sequence[str]]) -> tuple[float, ...]:
    """Return the share of the width that each column of `rows` takes; they sum to 1.

    A column grows with the root of what its cells hold on average, and has room for its longest word.

    Args:
        rows: the texts of the cells, the head's among them; equally many in each, at least one row and one column.
    """
    wanted = [max(_word(column), _DEPTH * _mean(column) ** 0.5) for column in zip(*rows, strict=True)]
    return tuple(width / sum(wanted) for width in wanted)


def _word(column: Sequence[str]) -> float:
    longest = max((len(word) for text in column for word in text.split()), default=1)
    return float(min(longest, _LONGEST) + _AROUND)


def _mean(column: Sequence[str]) -> float:
    return sum(map(len, column)) / len(column)
