"""Whether a text says what it was before: a value, or a state by its name, beside what it is now.

A comparative says neither: "much better", "twice as fast" and "40 % less" leave open what of. English only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from . import clues
from .faithful.figures import COUNT, PERCENT, POINTS, SHARE, TIMES, Figure
from .faithful.reading import Reading, read, sentences
from .stems import stems

_RELATIVE = frozenset({PERCENT, POINTS, SHARE})  # said beside another of their kind they are values
_MARKED = re.compile(
    r"\b(?<!than )(?:before|until then|up to then|used to|previously|formerly|originally|first|instead of|rather than"
    r"|compared (?:to|with)|(?:down|up) from|from\b.{1,60}?\bto|now|today|these days|since|after(?:wards)?|last \w+)\b"
    r"|→|->",
    re.IGNORECASE,
)
"""What tells two values apart by time."""
_THEN = re.compile(
    r"\b(?<!than )(?:before|until then|up to then|used to|previously|formerly|first|from)\b", re.IGNORECASE
)
_NONE = re.compile(r"\b(?:none|zero|nothing|nobody|never|not (?:one|a single)|no \w+)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|today|these days|since|after(?:wards)?|no longer|any ?more|from then on)\b", re.IGNORECASE)
_BEGINS = r"(?:^|[,;] (?:and |but )?)"
_STATE = re.compile(
    rf"{_BEGINS}(?:before(?: that| this)?,|before (?:that|this|it)(?! (?:was|went|is))"
    r"|(?:until then|up to then|previously|formerly|in the past),?) (?P<led>[^,;]+)"
    rf"|{_BEGINS}(?:before|until) (?:(?:I|we) \w+|(?:(?! I | we )[^,;])+), (?P<told>(?!I |we |and |now )[^,;]+)"
    r"|\b(?:used to|no longer|last (?:year|spring|summer|autumn|winter|month|quarter),?) (?P<was>[^,;]+)"
    r"|(?P<ends>[^,;]+?) (?<!than )(?:before|until then|in the past|previously)(?=[,;.!?]|$)",
    re.IGNORECASE,
)
"""A clause that says how it was."""
_VAGUE = frozenset(
    one
    for one, _ in stems(
        "bad worse terrible awful horrible poor slow fast good better great hard easy messy mess broken problem issue "
        "thing situation everything lot much different nice fine complicated difficult annoying painful process system"
    )
)
_NAMED = 2  # words that name a state
_NOUN = 24  # letters behind a count in which stands what is counted


def compares(text: str, *, needs_values: bool) -> bool:
    """Say whether `text` tells what it was before, beside what it is now.

    Args:
        text: what was said.
        needs_values: values before and after are on record, so that a state in words is too little.
    """
    said = [read(one) for one in sentences(text)]
    if any(map(_has_values, chain(((one,) for one in said), pairwise(said)))):
        return True
    return not needs_values and _NOW.search(text) is not None and any(_names_state(one.plain) for one in said)


def _has_values(near: Sequence[Reading]) -> bool:
    """Say whether two values of the same thing, apart by time, stand in one sentence or two; "none" is a value."""
    figures = [_Value(one, reading.plain) for reading in near for one in reading.figures if one.dim != TIMES]
    text = " ".join(one.plain for one in near)
    if _NONE.search(text) and any(_THEN.search(one.text) and not one.is_relative for one in figures):
        return True
    return any(one.is_now_of(two) and _are_apart(one, two, text) for one, two in combinations(figures, 2))


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure, and the sentence in which it stands."""

    figure: Figure
    text: str

    @property
    def is_relative(self) -> bool:
        return self.figure.dim in _RELATIVE

    @property
    def is_dated(self) -> bool:
        return clues.THEN.match(self.text, self.figure.end) is not None

    @property
    def noun(self) -> frozenset[str]:
        """Return the words behind the figure, which say what it counts."""
        behind = re.split(r"[,.;:()]", self.text[self.figure.end : self.figure.end + _NOUN])[0]
        return frozenset(one for one, _ in stems(behind))

    def is_now_of(self, other: "_Value") -> bool:
        """Say whether both may be values of the same thing: one unit, and where they count, no different nouns."""
        one, two = self.figure, other.figure
        alike = one.dim == two.dim and one.amount != two.amount and (one.per == two.per or not (one.per and two.per))
        nouns = self.noun if one.dim == COUNT else frozenset(), other.noun
        return alike and (not all(nouns) or not nouns[0].isdisjoint(nouns[1]))


def _are_apart(one: _Value, two: _Value, text: str) -> bool:
    """Say whether words part them by time; two shares of something need to be parted as what was and what is."""
    if one.is_dated and two.is_dated:
        return True
    return (_THEN if one.is_relative else _MARKED).search(text) is not None


def _names_state(text: str) -> bool:
    """Say whether a clause of `text` names how it was, by more than that it was good or bad."""
    clauses = (next(filter(None, match.groups()), "") for match in _STATE.finditer(text))
    return any(len({one for one, _ in stems(clause)} - _VAGUE) >= _NAMED for clause in clauses)
