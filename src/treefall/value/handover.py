"""A new boss in the middle of the season: what the old one leaves, and what begins anew.

What was agreed and confirmed is carried over with its date. What was only told is not: the new one has heard nothing.
"""

from ..model import Expectation, Feedback, Handover, Priority, Record
from . import people


def handover(record: Record, person: str) -> Handover | None:
    """Return what whoever `person` follows leaves to them; None where they follow nobody."""
    new = people.card(record, person)
    if not new.follows:
        return None
    old = people.card(record, new.follows)
    theirs = [one for one in record.of(Expectation) if people.same_person(one.person, old.name)]
    return Handover(
        old=old,
        new=new,
        since=old.left or new.at,
        agreed=tuple(one for one in theirs if one.confirmed and not one.closed),
        unconfirmed=tuple(one for one in theirs if not one.confirmed and not one.closed),
        kept=tuple(one for one in theirs if one.confirmed and one.met),
        changed=tuple(
            one
            for one in record.of(Feedback)
            if not (one.praise or one.private) and one.confirmed and people.same_person(one.person, old.name)
        ),
        cared=tuple(one for one in record.of(Priority) if not one.ended and people.same_person(one.person, old.name)),
    )
