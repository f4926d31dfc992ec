"""The first page: the claim in two sentences, the rubric with its gaps, three results with a figure each."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ...model import Block, Case, Cell, Heading, Impact, OpenSlot, Paragraph, Row, Sentence, Strength, Table, Work
from ..phrase import clip, names
from ..story.voice import Voice
from .known import NOTHING, Knowledge
from .pieces import result

RESULTS = 3
"""So many results stand on the first page."""

_MOST_ROWS = 6  # of a rubric that stands on the first page whole; a longer one stands there by topic
_ROOM_TITLE, _FEWEST_IN_TITLE = 10, 4
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
        since: the day since when the person has been at their level, as it is said.
    """
    said: list[Sentence] = []
    if case:
        counts = ((case.count(one), verbs) for one, verbs in _VERBS.items())
        found = listed([f"{number} {verbs[number > 1]}" for number, verbs in counts if number])
        level = case.level
        what = f"I have been at {level.mine} since {since}; this is my case for {level.target}"
        said.append(Sentence(f"{what}: of its {_criteria(len(case.rows))} {found}.", (level.id,)))
    if works:
        told = works[:RESULTS]
        verb = "carries" if len(told) == 1 else "carry"
        said.append(
            Sentence(f"{listed([f'“{short(work)}”' for work in told])} {verb} it.", tuple(work.id for work in told))
        )
    if said:
        yield Paragraph("", tuple(said))


def rubric(case: Case | None) -> Iterator[Block]:
    """Yield the rubric: what is shown and what is not, by topic where it is too long for a page; the largest gap."""
    if case is None:
        yield OpenSlot("The level", "Which level are you at, and which do you aim for?", "treefall level")
        return
    yield Heading(f"What {case.level.target} asks")
    yield _by_topic(case) if is_long(case) else by_criterion(case.rows)
    yield from _gap(case)


def is_long(case: Case) -> bool:
    """Say whether the rubric stands by topic on the first page, so that its criteria need a place elsewhere."""
    return len(case.rows) > _MOST_ROWS


def by_criterion(rows: Sequence[Row]) -> Table:
    """Return a row for each criterion: what is expected, by which work it is shown, and how well."""
    cells = ((row.criterion.topic, row.criterion.words, row.works, _record(row)) for row in rows)
    return Table(
        "",
        ("Topic", *_HEAD),
        tuple((_cell(topic), _cell(words), _shown(works), _cell(record)) for topic, words, works, record in cells),
    )


def results(voice: Voice, knowledge: Knowledge, works: Sequence[Work]) -> Iterator[Block]:
    """Yield the results, each with its figure and how surely it is known."""
    if works:
        told = works[:RESULTS]
        yield Heading("Three results" if len(told) == RESULTS else "Results")
        yield Table("", ("Work", "What changed", "How surely"), tuple(_result(voice, knowledge, one) for one in told))


def without_method(text: str) -> str:
    """Return what changed, without how it was measured, which stands in the appendix."""
    return text.partition("; ")[0].rstrip(".") + "."


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


def _gap(case: Case) -> Iterator[Block]:
    if case.gaps:
        first, *others = case.gaps
        nothing = Sentence(f"Nothing is on record yet for “{first.criterion.words.rstrip('.')}”.", (case.level.id,))
        ahead = tuple(Sentence(f"Ahead: {one.words.rstrip('.')}.", (one.about,)) for one in first.coming[:1])
        more = (Sentence(f"{len(others)} more {'is' if len(others) == 1 else 'are'} open.", (case.level.id,)),)
        yield Paragraph("The largest gap", (nothing, *ahead, *(more if others else ())))


def _result(voice: Voice, knowledge: Knowledge, work: Work) -> tuple[Cell, ...]:
    said = result(voice, work)
    measured = {change.id for change in voice.record.of(Impact) if change.measurement}
    brief = without_method(said.text) if measured.intersection(said.cites) else said.text
    return (
        (Sentence(short(work), (work.id,)),),
        (Sentence(brief, said.cites),),
        _cell(knowledge.of(said.cites[0]).surely),
    )


def _cell(text: str) -> Cell:
    return (Sentence(text),)
