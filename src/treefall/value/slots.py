"""The slots of a piece of work: which are open, in which order to ask, and the entries that record an answer.

Every text about a piece of work is made of the same slots, and an empty one is known exactly, so that it can be asked
for. Of the statements that people publish about their own work most lack a concern, a baseline and an outcome: those
are asked for first, then the lesson.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from ..model import (
    Accomplishment,
    Attribution,
    Entry,
    Identity,
    Impact,
    Kind,
    Question,
    Record,
    State,
    Telling,
    Work,
    entry_id,
)
from .consent import taken_back

MOST_QUESTIONS = 3
"""At most so many are asked at a time."""

QUESTIONS = MappingProxyType(
    {
        question.slot: question
        for question in (
            Question(
                "concern",
                "What worried somebody before this: what went wrong, or could have?",
                "“Why it mattered”, the first thing that they hear",
            ),
            Question(
                "change",
                "What is different now, what was it before, and where can somebody check it?",
                "“What changed”, the sentence that they can repeat",
            ),
            Question(
                "witness",
                "You wrote a figure; say where it can be checked, or who says so, and it can be told.",
                "“What changed”, the sentence that they can repeat",
            ),
            Question(
                "lesson",
                "What did it teach you that you will use again?",
                "“What I learned”, the sentence that shows growth",
            ),
            Question("beneficiary", "Who is better off now?", "“Why it mattered”, so that it is about somebody"),
            Question("next", "What comes of it next, and when?", "“Next”, what they will wait to hear"),
            Question(
                "cause",
                "Did something of yours cause it? If so, what?",
                "“What I did”, told by you before somebody else tells it",
            ),
            Question("sequel", "You said what would come next. What came of it?", "“Next”, which they wait to hear"),
        )
    }
)
"""Every question there is, by its slot. "witness" asks for the proof of a change that holds a figure."""

_PREVENTED = Question(
    "change",
    "What nearly happened, and who saw it? Or: what would it have cost, from … to …, assuming what?",
    "“What changed”, where nothing happened because you were there",
)

_ORDER = MappingProxyType(
    {
        State.DONE: ("concern", "change", "witness", "cause", "lesson", "beneficiary", "next", "sequel"),
        State.IN_PROGRESS: ("concern", "next", "sequel", "beneficiary", "lesson"),
        State.REVERTED: ("concern", "lesson", "next", "sequel"),
    }
)
_TEXTS = frozenset({"concern", "beneficiary", "lesson", "sequel", "cause"})
_NUMBER = (
    r"zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|tens of|hundreds?|thousands?|[mb]illions?|dozens?|percent|per cent|half|halves|thrice"
    r"|(?:halv|doubl|tripl|quadrupl)(?:e|es|ed|ing)|(?:once|twice) (?:as|the|an?|per|every|each)|\w+fold"
    r"|(?:third|quarter|fifth|tenth)s? (?:of|off|less|more)"
    r"|(?:an?|one) (?:quarter|fifth|tenth)|an? third(?![ -](?:part(?:y|ies)|person|time|attempt|try)\b)"
)
_NO_QUANTITY = "".join(f"(?<!{word} )" for word in ("no", "any", "every", "some", "another", "which", "each"))
_FIGURE = re.compile(rf"\b(?:{_NUMBER}|{_NO_QUANTITY}one(?! of\b| another\b))\b", re.IGNORECASE)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNIT = r" ?(?:%|(?:s|ms|x|per|percent|seconds|minutes|hours|days|times|points|[mb]illion)\b)"
_NAME = re.compile(  # in which digits are no quantity
    r"#\d+\b|\b[A-Z][A-Z0-9]+-\d+\b"  # #412, ABC-12
    r"|\b(?!x\d|(?:USD|EUR|GBP|CHF)\d)[A-Za-z]+\d+(?:\.\d+)*\b(?!%)"  # p95, v2.1
    rf"|\b[12]\d{{3}}-\d\d-\d\d\b|\b\d{{1,2}} (?:{_MONTH})\b(?: (?:19|20)\d\d\b)?"
    rf"|\b\d+\.\d+\.\d+\b|(?<=[a-z] )[A-Z][A-Za-z]+ \d+\.\d+\b(?!{_UNIT})"  # 1.2.3, "moved to Python 3.11"
)
_CAUSE = re.compile(
    r"\b(?:because|caus(?:e[sd]?|ing)|thanks to|due to|(?:led|leads?|leading) to|result(?:s|ed|ing)? in"
    r"|cut (?:\w+ ){0,4}by)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d[\d.,]*\s*(?:[^\W\d]{1,12}\s+|[%€$£]\s*)?(?:to|and|-|–)\s*[€$£]?\s*\d")  # noqa: RUF001 - a dash too
_ASSUMED = re.compile(r"\bassum(?:ing|es?|ed|ptions?)\b", re.IGNORECASE)
_MYSELF = frozenset({"i", "me", "myself", "mine", "my own", "my self", "self", "me myself", "i myself"})


def questions(record: Record, work: Work) -> tuple[Question, ...]:
    """Return what to ask about `work` now: its open slots, at most `MOST_QUESTIONS`, the most telling first."""
    return open_slots(record, work)[:MOST_QUESTIONS]


def open_slots(record: Record, work: Work) -> tuple[Question, ...]:
    """Return all open slots of `work`, the most telling first.

    A change is asked for once the work stands; work that was undone has a lesson instead.
    """
    done, change = accomplishment(record, work), impact(record, work)
    filled = {
        "concern": bool(done and done.concern),
        "change": change is not None,
        "witness": change is None or may_be_said(change),
        "lesson": bool(done and done.lesson),
        "beneficiary": bool(done and done.beneficiary),
        "next": bool(done and done.next),
        "cause": work.kind is not Kind.INCIDENT or bool(done and done.cause),
        "sequel": not (done and done.next and not done.sequel and _was_told(record, work)),
    }
    return tuple(question(work, slot) for slot in _ORDER[work.state] if not filled[slot])


def question(work: Work, slot: str) -> Question:
    """Return what to ask for `slot` of `work`: what never happened is asked about in words of its own."""
    return _PREVENTED if slot == "change" and work.kind is Kind.PREVENTION else QUESTIONS[slot]


def answered(record: Record, work: Work, slot: str, words: str, witness: str = "") -> tuple[Entry, ...]:
    """Return the entries that record the answer `words`; none where it is blank, for every question can be skipped.

    The same answer gives the same entries; another one replaces it.

    Args:
        record: what stands so far.
        work: about which piece of work; the first answer accepts it.
        slot: a key of `QUESTIONS`.
        words: the answer, in the person's own words.
        witness: for a change, who says so or where it can be checked; without one, and the person is none, it is
            asserted only.

    Raises:
        ValueError: there is no such slot, or a witness for a change that nobody stated.
    """
    words, done = words.strip(), accepted(record, work)
    if not words:
        return ()
    match slot:
        case "next":
            entries: tuple[Entry, ...] = (replace(done, next=words, sequel=done.sequel if words == done.next else ""),)
        case slot if slot in _TEXTS:
            entries = (replace(done, **{slot: words}),)  # type: ignore[arg-type]  # each of them is a text
        case "change":
            entries = (done, _changed(done, words, _outside(record, witness.strip())))
        case "witness" if standing := impact(record, work):
            other = _outside(record, words)
            entries = (done, _changed(done, standing.words, other)) if other else ()
        case _:
            raise ValueError(f"no slot {slot!r} to fill")
    return entries


def accepted(record: Record, work: Work) -> Accomplishment:
    """Return `work` as the person stands by it from now on: with its id, its title, and all evidence so far."""
    evidence = tuple(seen.id for seen in work.evidence)
    done = accomplishment(record, work)
    if done is None:
        return Accomplishment(id=work.id, at=work.end, title=work.title, evidence=evidence)
    return replace(done, evidence=tuple(dict.fromkeys((*done.evidence, *evidence))))


def told(record: Record, works: Iterable[Work], to: str, channel: str = "1:1") -> tuple[Entry, ...]:
    """Return the entries that record that `to` was told about `works` (at least one) now, accepting each of them."""
    done = tuple(accepted(record, work) for work in works)
    about = tuple(one.id for one in done)
    telling = Telling(
        id=entry_id("telling", to, channel, record.now.isoformat(), *about),
        at=record.now,
        to=to,
        about=about,
        channel=channel,
    )
    return (*done, telling)


def accomplishment(record: Record, work: Work) -> Accomplishment | None:
    """Return what the person stands by of `work`, or None while it is only proposed."""
    return next((done for done in reversed(record.of(Accomplishment)) if done.id == work.id), None)


def impact(record: Record, work: Work) -> Impact | None:
    """Return what `work` changed, as surely as anybody knows: the best attribution, of equals the newest.

    What only the person says is asserted, whatever it was recorded as; words that somebody withdrew say nothing.
    """
    said = (one for one in reversed(record.of(Impact)) if one.accomplishment == work.id)
    found = (_licensed(record, one) for one in said if not taken_back(record, one.witness, one.words))
    return min(found, key=lambda one: tuple(Attribution).index(one.attribution), default=None)


def stated(record: Record, work: Work, slot: str) -> str:
    """Return what the person said in `slot` of `work`; "" where nothing."""
    if slot == "change":
        said = impact(record, work)
        return said.words if said else ""
    return str(getattr(accomplishment(record, work), slot, ""))


def may_be_said(change: Impact) -> bool:
    """Say whether `change` may be told: a figure that nobody can check may not, unless it is an open estimate."""
    checked = change.attribution is not Attribution.ASSERTED
    return checked or not holds_figure(change.words) or is_estimate(change.words)


def says_itself(change: Impact) -> bool:
    """Say whether the words of `change` are a whole sentence as its attribution licenses: measured, or reckoned."""
    return bool(change.measurement) or change.attribution is Attribution.ESTIMATED


def avoided(record: Record, work: Work) -> Impact | None:
    """Return what `work` kept from happening, as a range with what it assumes, or None where nobody reckoned it."""
    return _reckoned(record, work, "prevented")


def worth(record: Record, work: Work) -> Impact | None:
    """Return what `work` is worth, as a range with what it assumes, or None where nobody reckoned it."""
    return _reckoned(record, work, "worth")


def _reckoned(record: Record, work: Work, what: str) -> Impact | None:
    id_ = entry_id("impact", work.id, what)
    return next((one for one in reversed(record.of(Impact)) if one.id == id_), None)


def is_estimate(words: str) -> bool:
    """Say whether `words` estimate openly: a range, and what it assumes."""
    return _RANGE.search(words) is not None and _ASSUMED.search(words) is not None


def needs_mark(words: str) -> bool:
    """Say whether the person's own `words` state a figure or a cause: told only where they are marked as theirs."""
    return holds_figure(words) or _CAUSE.search(words) is not None


def holds_figure(words: str) -> bool:
    """Say whether `words` state a quantity, in digits of any script or in English words.

    Dates and what is called by digits (p95, #412, version 1.2.3, "moved to Python 3.11") are no quantities; what could
    be either is one, for a mark too many costs less than a figure that nobody can check.
    """
    return any(char.isnumeric() for char in _NAME.sub("", words)) or _FIGURE.search(words) is not None


def _was_told(record: Record, work: Work) -> bool:
    return any(work.id in telling.about for telling in record.of(Telling))


def _licensed(record: Record, change: Impact) -> Impact:
    if not change.witness or _outside(record, change.witness):
        return change
    return replace(change, witness="", attribution=Attribution.ASSERTED)


def _outside(record: Record, witness: str) -> str:
    """Return `witness`, or "" where that is the person: by a pronoun, a name or an address of theirs."""
    mine = {_plain(said) for one in record.of(Identity) if one.mine for said in (one.name, one.address)} | _MYSELF
    name, _, address = witness.rstrip("> ").partition("<")
    said = {_plain(part) for part in (witness, name, address)} - {""}
    return "" if said & mine else witness


def _plain(name: str) -> str:
    return " ".join(name.casefold().strip(" .,!<>").split())


def _changed(done: Accomplishment, words: str, witness: str) -> Impact:
    return Impact(
        id=entry_id("impact", done.id),
        at=done.at,
        accomplishment=done.id,
        words=words,
        witness=witness,
        attribution=Attribution.REPORTED if witness else Attribution.ASSERTED,
    )
