"""Rehearsal: questions aimed at what is weakest, and what an answer makes, lacks, and says otherwise than the record.

`asking` finds the questions, `points` what an answer makes, `differing` what in it the record does not carry,
`debrief` puts these together, `spacing` lets weak answers come back, `sheet` prints the questions for somebody who
plays the committee. No model is asked, and there is no score: what is there, what is not, and what is on record.
"""

from .asking import Asker, asked_of
from .debrief import asked_before, debrief, passed_over, rehearsed
from .sheet import OF_THE_REHEARSAL, sheet
from .spacing import Given, due, first_and_last, following, last_of_days, progress

__all__ = [
    "OF_THE_REHEARSAL",
    "Asker",
    "Given",
    "asked_before",
    "asked_of",
    "debrief",
    "due",
    "first_and_last",
    "following",
    "last_of_days",
    "passed_over",
    "progress",
    "rehearsed",
    "sheet",
]
