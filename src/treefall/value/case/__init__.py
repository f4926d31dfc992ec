"""The case: what the record shows for each criterion of a level, what is open, and what a reader will ask of it.

A criterion is *strong* where two kinds of evidence or two voices show it, rests on *one voice* where something does,
and else shows *none*. Only the person ties a piece of work to a criterion; what is suggested says why. There is no
score anywhere, and nothing here could compare two people.
"""

from .backing import COMMITTEE
from .index import Index
from .links import level, levelled, linked
from .making import case, closes, open_criteria

__all__ = ["COMMITTEE", "Index", "case", "closes", "level", "levelled", "linked", "open_criteria"]
