"""Backward: what somebody said of my work, what I changed, and who confirmed it.

Criticism is open until somebody confirms that something changed. It is asked for again and again, for it seldom comes
unasked; praise is kept for the words in it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from ..model import Asked, Feedback, Listens, Nudge, Person, Priority, Record, Step, Telling, entry_id
from . import people
from .phrase import clip
from .stems import stem, stems
from .vocabulary import jargon

CRITICISM = "criticism"
"""What the name of a question begins with that asks for criticism."""

_FIVE_WEEKS = timedelta(weeks=5)
_AGAIN = timedelta(weeks=3)  # after which somebody is asked again whether it changed
_SHORT = 8  # digits of an id that a person pastes
_WORDS_QUOTED = 16
_FEWEST = 3  # words; what is shorter says nothing that can be used
_CONCRETE = re.compile(r"\d|[\"“”„«»]")
_GENERAL = frozenset(
    stem(word)
    for word in """
    able admire amazing appreciate area attitude aware awareness awesome bad behaviour big bit brilliant closely
    collaborate collaboration colleague communicate communication confidence confident continue contribution culture
    deliver delivery detail develop direction drive effective effort energy engage engaged excellent execution expect
    expectation fantastic feedback feel fine focus general generally growth guy happy hard helpful high impact important
    impressed impressive improvement initiative input insight job junior leader leadership level listen lot love manage
    mature maturity mindset more nice outstanding overall ownership perfect performance perform person picture pleased
    player plan planning positive potential presence priority proactive productive professional progress proud quality
    quick quicker quiet reliable responsible responsibility result room satisfied senior seniority sharp skill slow
    smart smooth solid speak speed standard star stakeholder step strategic strategy strength strong style successful
    super talk team terrific thank thanks thinking thoughtful thorough top trust understand value valued visibility
    visible voice weak well wonderful work worker writing
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
_FOLLOW_UP = MappingProxyType(
    {
        True: "Thank you. Which piece of work was it, and what is different for you since?",
        False: "Thank you for saying so. When did you notice it last, and what would you have wanted to see instead?",
    }
)


def said(record: Record, person: str, words: str, *, praise: bool = False) -> Feedback:
    """Return the entry that says that `person` said `words`, now; the same words again are one entry.

    Criticism that comes again after its change was confirmed is a new piece: it did not last.

    Raises:
        ValueError: nobody is named, or there are no words.
    """
    again = [one for one in record.of(Feedback) if _is(one, person, words)]
    if again and not again[-1].confirmed:
        return replace(again[-1], praise=praise)
    id_ = entry_id("feedback", people.key(person), people.key(words), str(len(again)))
    return Feedback(id=id_, at=record.now, person=person, words=words, praise=praise)


def open_items(record: Record, person: str = "") -> tuple[Feedback, ...]:
    """Return the criticism by `person`, or by anybody, whose change nobody confirmed yet; the oldest first."""
    return tuple(
        one
        for one in record.of(Feedback)
        if not one.praise and not one.confirmed and (not person or people.same_person(one.person, person))
    )


def nudges(record: Record, person: str = "") -> tuple[Nudge, ...]:
    """Return what each open piece of criticism waits for, the oldest first, and who was not asked for any for long."""
    waiting = (nudge for item in open_items(record, person) if (nudge := _next(item, record)))
    asked = tuple(one for one in people.everybody(record) if _is_asked(one, person) and criticism_due(record, one.name))
    return (*waiting, *map(_ask_for_some, asked))


def criticism_due(record: Record, person: str) -> bool:
    """Say whether `person` listens, and was not asked for criticism and gave none for five weeks."""
    card = people.card(record, person)
    if not people.listens_now(card, record.now):
        return False
    last = max(_criticism(record, person), default=None)
    since = last or min(_contacts(record, person), default=record.now)
    return record.now - since >= _FIVE_WEEKS


def follow_up(words: str, *, praise: bool) -> str:
    """Return the question that makes `words` usable; "" where they already say what was seen, or when.

    Vague is what holds nothing but general words ("great year", "be more proactive"): no figure, no quotation,
    no term of the trade, and no thing.
    """
    concrete = _CONCRETE.search(words) or jargon(words) or {found for found, _ in stems(words)} - _GENERAL
    return "" if concrete and len(words.split()) >= _FEWEST else _FOLLOW_UP[praise]


def _is(one: Feedback, person: str, words: str) -> bool:
    return people.same_person(one.person, person) and people.key(one.words) == people.key(words)


def _next(item: Feedback, record: Record) -> Nudge | None:
    """Return what `item` waits for; None while somebody was asked not long ago."""
    ref, words = f"treefall feedback {item.id[:_SHORT]}", f"“{clip(item.words, _WORDS_QUOTED).rstrip('.')}”"
    if not item.change:
        waits, step = "what will you change?", Step(f'{ref} --change "…"', "and it is a plan")
    elif not item.answered_by:
        waits, step = "which work shows the change?", Step(f"{ref} --did WORK", "and it is more than a plan")
    elif not item.confirmer:
        waits, step = "who can confirm the change?", Step(f"{ref} --confirmer NAME", "so that they can be asked")
    elif item.asked is None or record.now - item.asked >= _AGAIN:
        again = "again " if item.asked else ""
        waits = f"ask {item.confirmer} {again}whether it changed"
        step = Step(f"{ref} --asked", 'and with the answer: --confirmed "…"')
    else:
        return None
    return Nudge(item.person, f"{words}: {waits}", step, item.id)


def _is_asked(person: Person, wanted: str) -> bool:
    """Say whether `person` is one whom I ask: the one that is wanted, or, of all, whoever is my boss."""
    return people.same_person(person.name, wanted) if wanted else person.listens is Listens.BOSS


def _ask_for_some(person: Person) -> Nudge:
    step = Step(f"treefall questions {people.pasted(person.name)}", "has one that is easy to answer")
    return Nudge(person.name, "no criticism was asked for in five weeks", step)


def _criticism(record: Record, person: str) -> Iterator[datetime]:
    yield from (one.at for one in record.of(Feedback) if not one.praise and people.same_person(one.person, person))
    for asked in record.of(Asked):
        if asked.question.startswith(CRITICISM) and people.same_person(asked.person, person):
            yield asked.at


def _contacts(record: Record, person: str) -> Iterator[datetime]:
    """Yield when I had to do with `person`."""
    yield from (one.at for one in record.of(Person) if people.same_person(one.name, person))
    yield from (one.at for one in record.of(Priority) if people.same_person(one.person, person))
    yield from (one.at for one in record.of(Telling) if people.same_person(one.to, person))
