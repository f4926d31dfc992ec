"""What Ed was asked about his year at the shop, and what he answered, for the tests of several rooms."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from rubrics import LADDER, at_level, links
from shop import NOW, PERIOD, Shop
from talks import changed, done, shows

from treefall.model import Case, Debrief, Entry, Judgement, Point, Record, Rehearsal, RehearsalQuestion, entry_id
from treefall.value.case import case
from treefall.value.faithful import ground_of
from treefall.value.rehearsal import Asker, asked_of, debrief
from treefall.value.story.voice import Voice

SHOP = Shop()
CONCERN = "A slow bank made the shop charge customers twice."
LESSON = "The key has to hold the amount, too."
SAID: tuple[Entry, ...] = (
    done(SHOP.keys, concern=CONCERN, lesson=LESSON),
    changed(SHOP.keys, "31 double charges a week before, none since", "the billing board"),
    shows(SHOP.keys, "double charges", 31, SHOP.keys.end - timedelta(days=1), unit=""),
    shows(SHOP.keys, "double charges", 2, SHOP.keys.end + timedelta(days=20), unit=""),
    done(SHOP.cache, lesson="Measure before you cache."),
)
GOOD = (
    "A slow bank made the shop charge customers twice, and they called support. "
    "I wrote the idempotency keys in February and March; Grace released them with me. "
    "There were 31 double charges a week before, and 2 since, says the billing board. "
    "I looked at a lock in the database instead, and it was hard to see that it would slow the shop. "
    "I learned that the key has to hold the amount, too."
)


def voiced(record: Record) -> Voice:
    return Voice(record, UTC, 30)


def asker(*entries: Entry, judgement: Judgement = SHOP.judgement, levelled: bool = True) -> Asker:
    """Return a committee that knows what `entries` say, and Ed's level, with the drill linked to what it shows."""
    level = (at_level(), *links("prevents", SHOP.drill)) if levelled else ()
    record = SHOP.record((*entries, *level))
    made: Case | None = case(record, judgement, LADDER, PERIOD, zone=UTC) if levelled else None
    return Asker(voiced(record), asked_of(record, judgement, PERIOD, made), made)


def question(aim: Point, title: str = "", *entries: Entry, **how: bool) -> RehearsalQuestion:
    """Return the first question at `aim`, about the piece of work that `title` begins, where one is given."""
    asked = asker(*(entries or SAID), **how).questions()  # type: ignore[arg-type]  # how it is levelled
    return next(one for one in asked if one.aim is aim and (not title or (one.work and title in one.work.title)))


def rehearsal(question: RehearsalQuestion, text: str, days: float = 0) -> Rehearsal:
    """Return the answer `text` to `question`, given so many days after the tests' now."""
    return Rehearsal(
        id=entry_id("rehearsal", question.name, str(days), text),
        at=NOW + timedelta(days=days),
        question=question.name,
        asked=question.ask,
        aim=question.aim,
        work=question.work.id if question.work else "",
        criterion=question.criterion.id if question.criterion else "",
        answer=text,
    )


def heard(question: RehearsalQuestion, text: str, entries: Iterable[Entry] = SAID, days: float = 0) -> Debrief:
    """Return what is found of `text` as an answer to `question`, where `entries` stand."""
    record = SHOP.record(entries)
    return debrief(voiced(record), question, rehearsal(question, text, days), ground_of(record.entries, SHOP.works))
