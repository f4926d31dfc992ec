"""What Maya and Olga said about Ed's work at the shop, for the tests of several rooms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shop import NOW, PERIOD, Shop

from treefall.model import (
    Accomplishment,
    Alignment,
    Attribution,
    Document,
    Entry,
    Expectation,
    Feedback,
    Goal,
    Guess,
    Heard,
    Impact,
    Learning,
    Listens,
    Outcome,
    Period,
    Person,
    Priority,
    Reading,
    Record,
    Reply,
    Telling,
    Testimonial,
    Work,
    entry_id,
)
from treefall.value.story import aloud, brief, standup, told_episode

MAYA, OLGA, ED = "Maya", "Olga", "Ed Stone"
OFTEN = Period(NOW - timedelta(days=365), NOW + timedelta(days=1))


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def person(name: str = MAYA, listens: Listens = Listens.BOSS, **more: str) -> Person:
    return Person(id=entry_id("person", name), at=ago(300), name=name, listens=listens, **more)  # type: ignore[arg-type]  # texts


def cares(words: str, who: str = MAYA, *, days: float = 60, place: str = "1:1") -> Priority:
    return Priority(id=entry_id("priority", who, words), at=ago(days), person=who, words=words, place=place)


def goal(words: str, place: str = "") -> Goal:
    return Goal(id=entry_id("goal", words), at=ago(90), words=words, place=place)


def serves(work: Work, aim: Priority | Goal) -> Alignment:
    return Alignment(id=entry_id("alignment", work.id, aim.id), at=ago(50), work=work.id, serves=aim.id)


def done(work: Work, **slots: str) -> Accomplishment:
    evidence = tuple(seen.id for seen in work.evidence)
    return Accomplishment(id=work.id, at=work.end, title=work.title, evidence=evidence, **slots)


def changed(work: Work, words: str, witness: str = "") -> Impact:
    how = Attribution.REPORTED if witness else Attribution.ASSERTED
    at = entry_id("impact", work.id)
    return Impact(id=at, at=work.end, accomplishment=work.id, words=words, witness=witness, attribution=how)


def tells(*works: Work, to: str = MAYA, days: float = 10, channel: str = "1:1") -> Telling:
    about = tuple(work.id for work in works)
    return Telling(id=entry_id("telling", to, str(days), *about), at=ago(days), to=to, about=about, channel=channel)


def replies(
    telling: Telling, heard: Heard, *, days: float = 9, where: str = "", words: str = "", **parts: bool
) -> Reply:
    id_ = entry_id("reply", telling.id, heard, str(days))
    plain = Reply(id=id_, at=ago(days), telling=telling.id, heard=heard, where=where, words=words)
    return replace(plain, **parts)  # type: ignore[arg-type]  # each of them is whether it was said back


def guessed(known: int, of: int = 4, *, days: float = 20) -> Guess:
    return Guess(id=entry_id("guess", str(days)), at=ago(days), person=MAYA, known=known, of=of)


def criticism(words: str, *works: Work, who: str = MAYA, change: str = "", days: float = 80) -> Feedback:
    answered = tuple(work.id for work in works)
    id_ = entry_id("feedback", who, words)
    return Feedback(id=id_, at=ago(days), person=who, words=words, change=change, answered_by=answered)


def expects(words: str, *works: Work, due: datetime | None = None, confirmed: datetime | None = None) -> Expectation:
    evidence = tuple(work.id for work in works)
    id_ = entry_id("expectation", words)
    return Expectation(id=id_, at=ago(70), person=MAYA, words=words, due=due, confirmed=confirmed, evidence=evidence)


def vouches(words: str, *works: Work, who: str = "Grace Hopper", audiences: tuple[str, ...] = ()) -> Testimonial:
    about = tuple(work.id for work in works)
    id_ = entry_id("testimonial", words)
    return Testimonial(id=id_, at=ago(40), person=who, words=words, about=about, audiences=audiences)


def learned(
    what: str, *works: Work, origin: str = "", outcome: Outcome = Outcome.OPEN, consequence: str = ""
) -> Learning:
    used = tuple(work.id for work in works)
    id_ = entry_id("learning", what)
    return Learning(
        id=id_, at=ago(30), what=what, origin=origin, outcome=outcome, consequence=consequence, evidence=used
    )


def shows(  # noqa: PLR0917 - as it is said: of what, what, how much, when
    work: Work, metric: str, value: float, at: datetime, unit: str = "ms", where: str = "Grafana"
) -> Reading:
    id_ = entry_id("reading", work.id, metric, at.isoformat())
    return Reading(id=id_, at=at, work=work.id, metric=metric, value=value, unit=unit, where=where)


def all_sorts(shop: Shop) -> tuple[Entry, ...]:
    """Return entries of all sorts, each of which Maya may hear of but the diary."""
    aim = cares("Nobody pays twice")
    return (
        person(),
        done(
            shop.keys, concern="Customers paid twice", response="I wrote the keys", next="Refunds next", cause="My loop"
        ),
        done(shop.drill, lesson="Try it every quarter", next="The shop's database", sequel="It restores"),
        done(shop.search, concern="Support cannot find an invoice in under 5 minutes"),
        done(shop.cache, lesson="Measure before you cache", response="We cached the catalogue"),
        changed(shop.keys, "31 double charges a week before, none since", "the billing board"),
        changed(shop.drill, "2 to 6 hours, assuming one a year"),
        aim,
        serves(shop.keys, aim),
        goal("Fewer calls", "OKR Q2"),
        criticism("You tell me late", shop.drill, change="I tell you at once"),
        expects("Backups that restore", shop.drill, due=NOW + timedelta(days=9)),
        tells(shop.drill, days=30),
        tells(shop.diary, days=20),
        tells(shop.search, days=12),
        vouches("I sleep again", shop.keys, audiences=("boss",)),
        learned("Queues hide failures", shop.keys),
        shows(shop.keys, "double charges", 31, shop.keys.end - timedelta(days=1)),
        shows(shop.keys, "double charges", 2, shop.keys.end + timedelta(days=20)),
    )


def texts(record: Record, shop: Shop) -> Iterator[Document]:
    """Yield every text for Maya, and those for anybody."""
    for work in (shop.keys, shop.drill, shop.search, shop.cache):
        yield brief(record, work, subject=ED, zone=UTC)
    yield told_episode(record, shop.judgement, MAYA, zone=UTC, period=PERIOD).document
    for subject in ("", ED):
        yield aloud(record, shop.judgement, MAYA, zone=UTC, period=PERIOD, subject=subject)
        yield standup(record, shop.judgement, OFTEN, subject=subject, zone=UTC)
