"""Forward: what somebody expects of me, from the first words to the day on which it was met."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from ..model import Expectation, Judgement, Nudge, Record, Step, Work, entry_id
from . import people
from .nearness import Nearness
from .phrase import clip, day
from .visibility import may_be_told

_SOON = timedelta(days=14)
_UNCONFIRMED = timedelta(weeks=4)
_SHORT = 8  # digits of an id that a person pastes
_TWO = 2  # words of a name: the first is what somebody is called
_WORDS_QUOTED = 20
_MOST_ANSWERS = 3


def expected(record: Record, person: str, words: str, due: datetime | None = None) -> Expectation:
    """Return the entry that says that `person` expects `words`, now; the same words again are one entry.

    What was closed and is expected again is open again. A new `due` is taken over, an old one is kept.

    Raises:
        ValueError: nobody is named, or there are no words.
    """
    id_ = entry_id("expectation", people.key(person), people.key(words))
    stood = next((one for one in record.of(Expectation) if one.id == id_ and not one.closed), None)
    if stood:
        return replace(stood, due=due or stood.due)
    return Expectation(id=id_, at=record.now, person=person, words=words, due=due)


def standing(record: Record, person: str = "") -> tuple[Expectation, ...]:
    """Return what is expected and open, by `person` or by anybody: first due first, then what was said first.

    What somebody had confirmed who left stands with the one who took their place; what they had not is to be agreed
    anew, and stands with nobody.
    """
    found = (one for one in record.of(Expectation) if not one.closed)
    theirs = (one for one in found if (heir := _heir(record, one)) and (not person or people.same_person(heir, person)))
    return tuple(sorted(theirs, key=lambda one: (one.due is None, one.due or one.at, one.at)))


def closed(record: Record, person: str = "") -> tuple[Expectation, ...]:
    """Return what was met or dropped, by `person` or by anybody, the newest first."""
    found = (
        one for one in record.of(Expectation) if one.closed and (not person or people.same_person(one.person, person))
    )
    return tuple(sorted(found, key=lambda one: one.closed or one.at, reverse=True))


def drifting(record: Record, person: str = "", zone: tzinfo | None = None) -> tuple[Nudge, ...]:
    """Return which expectations drift: overdue, due in two weeks without evidence, unconfirmed for four weeks.

    The worst come first; of one expectation only the worst is said.

    Args:
        record: what stands.
        person: who expects; "" means anybody.
        zone: whose days the dates are; None is the computer's.
    """
    found = sorted(_drifts(record, person, zone), key=lambda each: each[0])
    return tuple(nudge for _, nudge in found)


def message(expectation: Expectation, today: date, to: str = "", zone: tzinfo | None = None) -> str:
    """Return the two lines by which an expectation is agreed, ready to be pasted into any chat.

    Args:
        expectation: what was said.
        today: for days of this year are said without it.
        to: whom it goes to, where that is not the one who said it.
        zone: whose days the dates are; None is the computer's.
    """
    said = day(expectation.at.astimezone(zone), today)
    due = f", by {day(expectation.due.astimezone(zone), today)}" if expectation.due else ""
    theirs = not to or people.same_person(to, expectation.person)
    unsure = f"on {said} I understood {expectation.person}, who did not confirm it"
    before = f"{expectation.person} and I agreed on {said}" if expectation.confirmed else unsure
    who = f"on {said} I understood" if theirs else before
    addressed = _addressed(to or expectation.person)
    first = f"{addressed}, {who}: “{expectation.words.rstrip('.')}”{due}."
    asked = "Is that right?" if theirs else "Is that what you expect too?"
    return f"{first}\n{asked} A yes is enough, and so is a better sentence."


def _addressed(name: str) -> str:
    """Return how somebody is addressed: by the first of two names."""
    words = name.split()
    return words[0] if len(words) == _TWO and words[0].isalpha() else name


def answering(record: Record, judgement: Judgement, expectation: Expectation) -> tuple[Work, ...]:
    """Return the work since then that may answer `expectation` by its words, the weightiest first, at most three."""
    nearness = Nearness(record, judgement, {expectation.id: expectation.words})
    since = (work for work in judgement.works if work.end >= expectation.at and work.id not in expectation.evidence)
    return tuple(work for work in since if may_be_told(work) and nearness.near(work))[:_MOST_ANSWERS]


def _heir(record: Record, expectation: Expectation) -> str:
    """Return with whom `expectation` stands now; "" where it is to be agreed anew."""
    now = people.heir(record, expectation.person)
    return now if expectation.confirmed or people.same_person(now, expectation.person) else ""


def _drifts(record: Record, person: str, zone: tzinfo | None) -> Iterator[tuple[int, Nudge]]:
    today = record.now.astimezone(zone).date()
    for one in standing(record, person):
        words, ref = f"“{clip(one.words, _WORDS_QUOTED).rstrip('.')}”", f"treefall expects {one.id[:_SHORT]}"
        when = day(one.due.astimezone(zone), today) if one.due else ""
        who = people.heir(record, one.person)
        if one.due and one.due <= record.now:
            step = Step(f"{ref} --met", "or --dropped, or a new day by --by")
            yield 0, Nudge(who, f"{words} was due on {when}", step, one.id)
        elif one.due and one.due - record.now <= _SOON and not one.evidence:
            yield (
                1,
                Nudge(
                    who, f"{words} is due on {when}, and no work answers it yet", Step(ref, "shows what may"), one.id
                ),
            )
        elif not one.confirmed and record.now - one.at >= _UNCONFIRMED:
            said = day(one.at.astimezone(zone), today)
            yield (
                2,
                Nudge(
                    who, f"{words}, said on {said}, was never confirmed", Step(ref, "has the message to paste"), one.id
                ),
            )
