"""Because of X, Y changed by Z: an honest number with its interval, or an honest refusal.

`measured` takes a series and a date and returns a `Finding`; `sentence` says it in words that its attribution licenses.
`impact_of` does the same for bare numbers. `worth` carries the interval through named assumptions into money or hours,
and `avoided` reckons what did not happen. All of it is pure; numpy and scipy are imported when something is measured.
"""

from .avoiding import avoided, avoided_sentence
from .bare import Bare, impact_of
from .measuring import METHOD, measured
from .saying import sentence
from .worth import parsed_worth, worth, worth_sentence

__all__ = [
    "METHOD",
    "Bare",
    "avoided",
    "avoided_sentence",
    "impact_of",
    "measured",
    "parsed_worth",
    "sentence",
    "worth",
    "worth_sentence",
]
