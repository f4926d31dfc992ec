"""A text said another way by a model that cannot add a fact: what it is handed, and whether its answer is taken.

A paragraph goes out as a draft in which everything that could be wrong is a placeholder: figures, days, names, ids,
quotations, the person's own unmeasured words. Back come words and placeholders. The answer is taken only where it
uses no word that the draft does not have (but for the small words that join others), says each placeholder beside the
same words as before, and, once the program has filled in the values, is carried by the record (`value.faithful`).

`draft` makes placeholders, `prompt` what is sent, `reply` judges what came back, `hints` does the same for suggestions.
"""

from .draft import Draft, Hidden, drafted
from .hints import asked_for, hinted, hints
from .prompt import prompt
from .reply import faults, filled, judged

__all__ = [
    "Draft",
    "Hidden",
    "asked_for",
    "drafted",
    "faults",
    "filled",
    "hinted",
    "hints",
    "judged",
    "prompt",
]
