"""The packet: the case on paper, for a committee that knows neither the person nor the work.

Its first page stands alone for ninety seconds: the claim, the rubric, three results with a figure each. Then a few
pieces of work, the work that does not show, growth, a defeat, witnesses, what was agreed, and what comes next. Each
figure leads to the appendix, which says where it is from and how surely it is known. Nothing private is in it, and
nobody's words without their consent; what nobody has said yet is an open slot, which is not handed in.
"""

from .making import packet
from .picking import picked
from .pieces import MOST_WORDS

OF_THE_RECORD = frozenset(
    {
        *("What is expected", "On record", "Topic", "The largest gap", "How surely"),
        *("Source", "Records", "First", "Last", "What the record covers"),
        *("Date", "Formula", "Attribution", "Interval", "Figure", "What it says"),
    }
)
"""Labels under which a packet tells of the record and the rubric themselves, which no entry states."""

__all__ = ["MOST_WORDS", "OF_THE_RECORD", "packet", "picked"]
