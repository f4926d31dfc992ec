"""What a person means by a few words: one of several things that were said."""

from collections.abc import Sequence
from typing import TypeVar

from ..errors import NotFound
from ..model import Entry, Expectation, Feedback, Goal, Learning, Priority, Testimonial
from ..value.people import key
from ..value.phrase import clip

W = TypeVar("W", bound=Entry)

_SHORTEST_BEGINNING = 4  # digits of an id that name an entry
_MOST_NAMED = 3
_WORDS_NAMED = 8


def the_one(ref: str, among: Sequence[W], hint: str) -> W:
    """Return the one of `among` whose id `ref` begins, or whose words hold `ref`; without `ref`, the only one.

    Raises:
        NotFound: there is none, or more than one; the candidates are named.
    """
    found = [one for one in among if len(ref) >= _SHORTEST_BEGINNING and one.id.startswith(ref.lower())]
    found = found or [one for one in among if key(ref) in key(words_of(one))]
    if len(found) == 1:
        return found[0]
    if found:
        named = "; ".join(f"{one.id[:8]} “{clip(words_of(one), _WORDS_NAMED)}”" for one in found[:_MOST_NAMED])
        raise NotFound(f"That could be {len(found)}: {named}.", hint="Name one by its words or by its id.")
    raise NotFound(f"Nothing like “{clip(ref, _WORDS_NAMED)}” was said." if ref else "There is none.", hint=hint)


def words_of(entry: Entry) -> str:
    """Return the words by which `entry` is found."""
    match entry:
        case Learning():
            return entry.what
        case Priority() | Goal() | Expectation() | Feedback() | Testimonial():
            return entry.words
        case _:
            return ""


def person_of(entry: Entry) -> str:
    """Return who said `entry`; "" where nobody did."""
    return entry.person if isinstance(entry, Priority | Expectation | Feedback | Testimonial) else ""
