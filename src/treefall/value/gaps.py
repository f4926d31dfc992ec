"""The gap between what I think somebody knows and what is on record, and the one step that would close most of it."""

import shlex
from collections.abc import Mapping
from types import MappingProxyType

from ..model import EntryId, Guess, Heard, Hearing, Judgement, Period, Record, Step, Visibility, Work, entry_id
from .people import key, same_person
from .story import chosen
from .story.care import cares
from .visibility import hearings, may_be_told

MOST_WORKS = 12
"""So many of the strongest pieces of work are looked at."""

_GAPS: Mapping[Heard | None, int] = MappingProxyType(  # how much of the gap the next step closes
    {None: 6, Heard.TOLD: 4, Heard.ACKNOWLEDGED: 4, Heard.SAID_BACK: 1, Heard.PASSED_ON: 0, Heard.USED: 0}
)
_PARTLY = 3  # where a part of it was not said back

_STEPS: Mapping[Heard | None, str] = MappingProxyType(
    {
        None: "tell",
        Heard.TOLD: "ask it back",
        Heard.ACKNOWLEDGED: "ask it back",
        Heard.SAID_BACK: "brief",
        Heard.PASSED_ON: "ask what came of it",
        Heard.USED: "",
    }
)


def visibility(
    record: Record, judgement: Judgement, person: str, period: Period, closing: frozenset[EntryId] = frozenset()
) -> Visibility:
    """Return what `person` knows of the strongest pieces of work of `period`, and what to do about the rest.

    The one step closes most of the gap: what was never told weighs most, and each piece of work as often more as it
    touches something that this person cares about; of equals the next episode, then the stronger piece of work. What
    `closing` is to the next episode, `chosen` says.
    """
    works = strongest(judgement, period)
    heard = hearings(record, person, works)
    steps = {hearing.work.id: _step(hearing) for hearing in heard}
    main = next(iter(chosen(record, judgement, person, period, closing)), None)
    if main and main.id in steps:
        steps[main.id] = "next 1:1"
    weights = _weights(record, person, heard, main)
    most = max(heard, key=lambda hearing: weights[hearing.work.id], default=None)
    return Visibility(
        person=person,
        hearings=heard,
        guesses=tuple(guess for guess in record.of(Guess) if same_person(guess.person, person)),
        steps=MappingProxyType(steps),
        next=_next(person, main, most if most and weights[most.work.id][0] else None),
    )


def strongest(judgement: Judgement, period: Period) -> tuple[Work, ...]:
    """Return the strongest pieces of work of `period` that may be told, at most `MOST_WORKS`."""
    return tuple(filter(may_be_told, judgement.during(period).works))[:MOST_WORKS]


def guess(record: Record, person: str, known: int, of: int) -> Guess:
    """Return the entry that I thought now that `person` knew `known` of `of`; one a day stands.

    Raises:
        ValueError: that cannot be.
    """
    day = record.now.date().isoformat()
    return Guess(id=entry_id("guess", key(person), day), at=record.now, person=person, known=known, of=of)


def _weights(
    record: Record, person: str, heard: tuple[Hearing, ...], main: Work | None
) -> Mapping[EntryId, tuple[int, bool]]:
    wanted = cares(record, person)
    return {
        hearing.work.id: (_gap(hearing) * (1 + len(wanted.get(hearing.work.id, ()))), hearing.work is main)
        for hearing in heard
    }


def _gap(hearing: Hearing) -> int:
    return _PARTLY if hearing.heard is Heard.SAID_BACK and _missing(hearing) else _GAPS[hearing.heard]


def _missing(hearing: Hearing) -> str:
    """Return which part was not said back: the first that somebody noticed to be missing, or ""."""
    parts = ((hearing.concern, "why it mattered"), (hearing.change, "what changed"), (hearing.own_part, "your part"))
    return next((words for said, words in parts if said is False), "")


def _step(hearing: Hearing) -> str:
    missing = _missing(hearing)
    if hearing.heard is Heard.SAID_BACK and missing:
        return f"say {missing}"
    if hearing.heard is Heard.SAID_BACK and hearing.onward:
        return "ask if it came up"
    return _STEPS[hearing.heard]


def _next(person: str, main: Work | None, most: Hearing | None) -> Step:
    name = shlex.quote(person)
    if most is None:
        return Step("treefall week", "nothing here is untold: three minutes for what is new")
    ref = most.work.id[:8]
    match most.heard:
        case None if main and main.id == most.work.id:
            return Step(f"treefall 1:1 {name}", f"“{main.title}”: 90 seconds that close most of the gap")
        case None:
            return Step(f"treefall brief {ref}", f"“{most.work.title}”, to hand over: that closes most of the gap")
        case Heard.SAID_BACK if not _missing(most):
            return Step(f"treefall brief {ref}", f"{person} can say it, and could pass it on with this")
        case _:
            why = f"ask {person} how they would put “{most.work.title}”; then write down what came back"
            return Step(f"treefall heard {ref} --by {name}", why)
