"""What a committee wants to see before it weighs anything, and whether the case has it."""

from collections.abc import Iterator, Sequence

from ...model import Gate, Record, Row, State, Step, Strength, Term, Work
from ..people import key
from ..phrase import names
from ..slots import open_slots
from ..vocabulary import jargon

_SHORT = 8  # digits of an id that a person pastes
_NEEDED = frozenset({"concern", "change", "witness"})  # slots without which a stranger cannot follow
_NOTHING = "nothing is linked yet"


def gates(record: Record, rows: Sequence[Row], linked: Sequence[Work]) -> tuple[Gate, ...]:
    """Return the gates of a committee in its order: done, at the level, readable, every dimension.

    Args:
        record: what stands.
        rows: the criteria of the target level.
        linked: every piece of work that was confirmed for one of them, whether it is done or not.
    """
    return _done(linked), _at_the_level(rows), _readable(record, rows), _every_dimension(rows)


def _done(linked: Sequence[Work]) -> Gate:
    undone = tuple(work for work in linked if work.state is not State.DONE)
    why = f"{len(undone)} of {len(linked)} linked pieces of work not done, and left out" if undone else ""
    asks = "all of it is done, to be told in the past tense"
    return Gate(
        name="done", asks=asks, passed=bool(linked) and not undone, why=why if linked else _NOTHING, works=undone
    )


def _at_the_level(rows: Sequence[Row]) -> Gate:
    strong = sum(row.strength is Strength.STRONG for row in rows)
    passed = bool(rows) and 2 * strong >= len(rows)
    why = "" if passed else f"{strong} of {len(rows)} criteria are strong, less than half"
    return Gate(name="at the level", asks="most of the level is shown already, not promised", passed=passed, why=why)


def _readable(record: Record, rows: Sequence[Row]) -> Gate:
    asks = "a stranger can follow each piece of work"
    works = tuple(dict.fromkeys(work for row in rows for work in row.works))
    if not works:
        return Gate(name="readable", asks=asks, passed=False, why=_NOTHING)
    explained = frozenset(key(one.term) for one in record.of(Term) if one.words)
    lacking = {work: tuple(_lacking(record, work, explained)) for work in works}
    obscure = tuple(work for work in works if lacking[work])
    if not obscure:
        return Gate(name="readable", asks=asks, passed=True)
    first = obscure[0]
    why = f"{len(obscure)} of {len(works)} do not say all, “{first.title}” not {names(lacking[first])}"
    step = Step(f"treefall ask {first.id[:_SHORT]}", "so that a stranger can follow it")
    return Gate(name="readable", asks=asks, passed=False, why=why, works=obscure, step=step)


def _lacking(record: Record, work: Work, explained: frozenset[str]) -> Iterator[str]:
    """Yield what a stranger would miss in `work`, the worst first."""
    slots = _NEEDED.intersection(question.slot for question in open_slots(record, work))
    if "concern" in slots:
        yield "why it mattered"
    if slots - {"concern"}:
        yield "what changed"
    yield from (f"what “{term}” means" for term in jargon(work.title) if key(term) not in explained)


def _every_dimension(rows: Sequence[Row]) -> Gate:
    topics = dict.fromkeys(row.criterion.topic for row in rows)
    shown = {row.criterion.topic for row in rows if row.works}
    bare = [topic for topic in topics if topic not in shown]
    why = f"nothing on {names(bare)}" if bare else ""
    asks = "every topic has something"
    return Gate(name="every dimension", asks=asks, passed=bool(topics) and not bare, why=why)
