"""The first page: the claim in two sentences, the rubric with its gaps, three results with a figure each."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ...model import (
    Block,
    Case,
    Cell,
    Heading,
    Impact,
    Matrix,
    MatrixRow,
    OpenSlot,
    Paragraph,
    Row,
    Sentence,
    Strength,
    Table,
    Work,
)
from ..phrase import clip, names
from ..story.voice import Voice
from .growing import to_come
from .known import NOTHING, Knowledge, outcome
from .pieces import result

RESULTS = 3
"""So many results stand on the first page."""

_MOST_ROWS = 6  # of a rubric that stands on the first page whole; a longer one stands there by topic
_ROOM_TITLE, _FEWEST_IN_TITLE, _ROOM_MEANING = 10, 4, 14
_MOST_SHOWN = 2  # pieces of work named beside a criterion
_WORDS = MappingProxyType({Strength.STRONG: "strong", Strength.ONE_VOICE: "on one voice", Strength.NONE: "open"})
_VERBS = MappingProxyType(
    {
        Strength.STRONG: ("is strong", "are strong"),
        Strength.ONE_VOICE: ("rests on one voice", "rest on one voice"),
        Strength.NONE: ("is open", "are open"),
    }
)
_PART = re.compile(r"[:;] ")
_HEAD = ("What is expected", "Shown by", "On record")


def claim(case: Case | None, works: Sequence[Work], since: str) -> Iterator[Block]:
    """Yield the claim in two sentences: for which level and on how much, and what carries it.

    Args:
        case: where a level was chosen.
        works: what the packet tells, the most telling first.
        since: the day since when the person has been at their level, as it is said; "" where nobody said it.
    """
    said: list[Sentence] = []
    if case:
        level = case.level
        here = f"I have been at {level.mine} since {since}" if since else f"I am at {level.mine}"
        said.append(Sentence(f"{here}; this is my case for {_meant(case)}: {_counts(case)}.", (level.id,)))
    linked = {work for row in case.rows for work in row.works} if case else frozenset()
    told = [work for work in works if work in linked][:RESULTS] or works[:RESULTS]
    if told:
        titles = listed([f"“{short(work)}”" for work in told])
        verb = "carries" if len(told) == 1 else "carry"
        what = f"{titles} {verb} it." if linked else f"It tells of {titles}."
        said.append(Sentence(what, tuple(work.id for work in told)))
    if said:
        yield Paragraph("", tuple(said))


def _meant(case: Case) -> str:
    """Return the level that is aimed for and, for who does not know the ladder, what it is."""
    meaning = case.rubric.meanings.get(case.level.target, "")
    return f"{case.level.target} ({clip(meaning, _ROOM_MEANING).rstrip('.')})" if meaning else case.level.target


def _counts(case: Case) -> str:
    if case.count(Strength.NONE) == len(case.rows) > 1:
        return f"none of its {_criteria(len(case.rows))} is shown yet"
    counts = ((case.count(one), verbs) for one, verbs in _VERBS.items())
    found = listed([f"{number} {verbs[number > 1]}" for number, verbs in counts if number])
    return f"of its {_criteria(len(case.rows))} {found}"


def rubric(voice: Voice, case: Case | None) -> Iterator[Block]:
    """Yield the rubric: what is shown and what is not, by topic where it is too long for a page; the largest gap."""
    if case is None:
        yield OpenSlot("The level", "Which level are you at, and which do you aim for?", "treefall level")
        return
    if not case.level.dated:
        ask = f"Since when are you at {case.level.mine}?"
        yield OpenSlot("Since when", ask, "treefall level --since DAY")
    yield Heading(f"What {case.level.target} asks")
    yield _by_topic(case) if is_long(case) else by_criterion(case.rows)
    yield from _gap(voice, case)


def is_long(case: Case) -> bool:
    """Say whether the rubric stands by topic on the first page, so that its criteria need a place elsewhere."""
    return len(case.rows) > _MOST_ROWS


def matrix(case: Case) -> Matrix:
    """Return the picture of the rubric, how well each criterion is shown."""
    counts = ((case.count(one), word) for one, word in _WORDS.items())
    found = listed([f"{number} {word}" for number, word in counts if number])
    said = Sentence(f"{case.level.target}: of {_criteria(len(case.rows))} {found}.", (case.level.id,))
    return Matrix(said, tuple(MatrixRow(row.criterion.topic, row.criterion.words, row.strength) for row in case.rows))


def by_criterion(rows: Sequence[Row], *, numbered: bool = False) -> Table:
    """Return a row for each criterion: what is expected, by which work it is shown, and how well."""
    topics = [
        f"{number} {row.criterion.topic}" if numbered else row.criterion.topic for number, row in enumerate(rows, 1)
    ]
    each = zip(topics, rows, strict=True)
    cells = ((topic, row.criterion.words, row.works, _record(row)) for topic, row in each)
    return Table(
        "",
        ("Topic", *_HEAD),
        tuple((_cell(topic), _cell(words), _shown(works), _cell(record)) for topic, words, works, record in cells),
    )


def results(voice: Voice, knowledge: Knowledge, works: Sequence[Work]) -> Iterator[Block]:
    """Yield the results, each with its figure and how surely it is known."""
    if works:
        told = works[:RESULTS]
        changed = all(voice.changes(work, "") for work in told)
        sort, what = ("Results", "What changed") if changed else ("Pieces of work", "What is on record")
        yield Heading(sort)
        yield Table("", ("Work", what, "How surely"), tuple(_result(voice, knowledge, one) for one in told))


def short(work: Work) -> str:
    """Return the title of `work`, short enough for a line: else what stands before a colon, if that says enough."""
    whole = work.title.rstrip(" .:;")
    first = _PART.split(whole)[0]
    says_enough = len(first.split()) >= _FEWEST_IN_TITLE
    return clip(first if says_enough and len(whole.split()) > _ROOM_TITLE else whole, _ROOM_TITLE)


def listed(texts: Sequence[str]) -> str:
    """Return `texts` as they are said in a sentence: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _criteria(number: int) -> str:
    return "1 criterion" if number == 1 else f"{number} criteria"


def _by_topic(case: Case) -> Table:
    rows = []
    for topic, found in case.topics.items():
        shown = tuple({work.id: work for row in found for work in row.works}.values())
        counts = ((sum(row.strength is one for row in found), word) for one, word in _WORDS.items())
        standing = ", ".join(f"{number} {word}" for number, word in counts if number)
        rows.append((_cell(topic), _shown(shown), _cell(standing)))
    return Table("", _HEAD, tuple(rows))


def _shown(works: Sequence[Work]) -> Cell:
    shown = ((short(work), work.id) for work in works[:_MOST_SHOWN])
    return tuple(
        Sentence(f"{title.rstrip('…')}{'…' if '…' in title else '.'}", (id_,)) for title, id_ in shown
    ) or _cell(NOTHING)


def _record(row: Row) -> str:
    """Say how well a criterion is shown, and by what: "strong: what was made and somebody's words"."""
    return f"{_WORDS[row.strength]}: {names(row.proofs)}" if row.proofs else _WORDS[row.strength]


def _gap(voice: Voice, case: Case) -> Iterator[Block]:
    """Yield the first open criterion of the topic of which the least is shown, and what lies ahead for it."""
    if case.gaps:
        others, level = len(case.gaps) - 1, (case.level.id,)
        first = max(case.gaps, key=lambda row: _open_share(case.topics[row.criterion.topic]))
        nothing = Sentence(f"Nothing is on record yet for “{first.criterion.words.rstrip('.')}”.", level)
        ahead = (to_come(voice, one) for one in first.coming[:1])
        named = tuple(Sentence(f"Ahead: {said.text}", said.cites) for said in ahead)
        more = (Sentence(f"{others} more {'is' if others == 1 else 'are'} open.", level),) if others else ()
        yield Paragraph("The largest gap", (nothing, *named, *more))


def _open_share(rows: Sequence[Row]) -> tuple[float, int]:
    """Return which share of `rows` is open, and how many are."""
    open_ones = sum(row.strength is Strength.NONE for row in rows)
    return open_ones / len(rows), open_ones


def _result(voice: Voice, knowledge: Knowledge, work: Work) -> tuple[Cell, ...]:
    said = result(voice, work)
    measured = {change.id for change in voice.record.of(Impact) if change.measurement}
    brief = outcome(said.text) if measured.intersection(said.cites) else said.text
    return (
        (Sentence(short(work), (work.id,)),),
        (Sentence(brief, said.cites),),
        _cell(knowledge.of(said.cites[0]).surely),
    )


def _cell(text: str) -> Cell:
    return (Sentence(text),)
