"""What an answer makes: each point is looked for by words and grammar, and by what the record says of it.

What only a person can tell is not judged: whether the reason is a good one, or the lesson true. English only.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from ...model import Accomplishment, Point, RehearsalQuestion, State
from .. import clues
from ..baseline import compares
from ..clarity import Check, found
from ..faithful.reading import read
from ..stems import stems

FIRST_WORDS = 50
"""So many words are said in the first 20 seconds."""
FEWEST, MOST = 200, 300
"""So many words are two minutes."""
TOO_FEW = 60
"""In fewer words nobody has said all of it."""

_ENGLISH = frozenset(
    "the and to it i that for with had my by not from were this because they our but have has which there when".split()  # noqa: SIM905 - words
)
_FEW, _JUDGED = 0.1, 10  # of an English text more are such words; so many words are enough to tell
_MARKS = str.maketrans("", "", "“”")
_SHARED = 2  # words that two texts about the same thing have in common
_SIGNS: Mapping[Point, re.Pattern[str]] = MappingProxyType(
    {
        Point.LESSON: re.compile(
            r"\b(?:learn(?:ed|t|ing)?(?! (?:a lot|lots|(?:so |very )?much|many|a great|something|plenty))"
            r"|lessons?|taught|next time|differently|in hindsight|looking back"
            r"|(?:should|would|could)(?: have|['’]ve)|since then,? I|from then on|never again)\b",  # noqa: RUF001 - as phones write it
            re.IGNORECASE,
        ),
        Point.ALTERNATIVE: re.compile(
            r"\b(?:alternatives?|options?|instead|other way|another way|consider(?:ed|ing)?|rather than|decided against"
            r"|trade-?offs?|(?:could|would)(?: have|['’]ve)|(?:we|I) looked at|weighed|ruled out|reject(?:ed)?)\b",  # noqa: RUF001 - likewise
            re.IGNORECASE,
        ),
        Point.DIFFICULTY: re.compile(
            r"\b(?:hard(?:er|est)?|difficult\w*|tricky|challeng\w+|risk\w*|constraints?|deadlines?|unknown|nobody knew"
            r"|could not|couldn['’]t|had to|without (?:stopping|losing|breaking)|the trap|surpris\w+|stuck|at first)\b",  # noqa: RUF001 - likewise
            re.IGNORECASE,
        ),
        Point.CAUSE: re.compile(
            r"\b(?:my (?:own )?(?:\w+ )?(?:mistake|fault|bug|error|doing|change|part)|was mine|of mine|caused by me"
            r"|I (?:had )?(?:myself )?(?:caused|broke|broken|missed|introduced|forgot(?:ten)?|overlooked|added|wrote)"
            r"|none of it was mine|nothing of mine)\b",
            re.IGNORECASE,
        ),
        Point.PROOF: re.compile(
            r"\b(?:measured|control|compared|dashboard|board|report|survey|log|logs|graph|counted|metric|experiment"
            r"|says|said|told|confirmed|audit|at the same time|nothing else changed)\b",
            re.IGNORECASE,
        ),
    }
)
"""Words by which an answer makes a point, of those that have no grammar of their own."""


@dataclass(frozen=True)
class Answer:
    """What somebody said, beside the question and what the person stands by of the work that it is about.

    Attributes:
        text: what was said.
        question: to what.
        done: what stands of the piece of work; None where nothing does, or where it is about none.
    """

    text: str
    question: RehearsalQuestion
    done: Accomplishment | None = None

    def wanted(self) -> tuple[Point, ...]:
        """Return which points an answer to the question has to make, the weightiest first."""
        return tuple(dict.fromkeys(self._wanted()))

    def makes(self, point: Point) -> bool:
        """Say whether the answer makes `point`, one of those that its words alone can tell."""
        return self._tests.get(point, self._signed)(point)

    @property
    def is_english(self) -> bool:
        """Say whether it may be English, which is all that is understood here; a few words could be anything."""
        words = self.text.casefold().split()
        return len(words) < _JUDGED or sum(one in _ENGLISH for one in words) >= _FEW * len(words)

    @property
    def words(self) -> int:
        """Return how many words were said."""
        return len(self.text.split())

    @cached_property
    def checks(self) -> frozenset[Check]:
        """Return what is found in the text as in any about one's own work."""
        return found(self.text)

    @property
    def mine(self) -> int:
        """Return how often the person speaks of themselves."""
        return len(clues.ME.findall(self.text))

    @property
    def ours(self) -> int:
        """Return how often they speak of a group that they belong to."""
        return len(clues.WE.findall(self.text))

    def unnamed(self) -> tuple[str, ...]:
        """Return who else made the work and is not named."""
        credited = self.question.work.credited if self.question.work else ()
        said = set(re.findall(r"\w+", self.text.casefold()))
        return tuple(name for name in credited if said.isdisjoint(name.casefold().split()))

    @property
    def is_late(self) -> bool:
        """Say whether why it mattered is told, but not at the beginning."""
        return not self._begins() and (Check.CONCERN in self.checks or self._repeats(self.text, "concern"))

    def _wanted(self) -> Iterator[Point]:
        work = self.question.work
        yield self.question.aim
        yield Point.CONCERN
        if work and work.state is State.DONE:
            yield Point.BASELINE
        yield from (Point.HONESTY, Point.OWN_PART)
        if work and work.credited:
            yield Point.OTHERS
        if self.done and self.done.cause:
            yield Point.CAUSE
        if work:
            yield Point.LESSON

    @property
    def _tests(self) -> Mapping[Point, Callable[[Point], bool]]:
        return {
            Point.CONCERN: lambda _: self._begins(),
            Point.BASELINE: lambda _: self._compares(),
            Point.OWN_PART: lambda _: Check.OWN_ROLE in self.checks and self.mine * 2 >= self.ours,
            Point.OTHERS: lambda _: not self.unnamed(),
            Point.PLAINNESS: lambda _: self.checks.isdisjoint((Check.HEDGE, Check.EMPTY_VERB)),
        }

    def _begins(self) -> bool:
        """Say whether why it mattered comes in the first words."""
        first = " ".join(self.text.split()[:FIRST_WORDS])
        return Check.CONCERN in found(first) or self._repeats(first, "concern")

    def _compares(self) -> bool:
        """Say whether a change is told with what it was before: in values, where two of them are on record."""
        known, said = [_amounts(proof.text) for proof in self.question.proofs], _amounts(self.text)
        if any(len(said & amounts) > 1 for amounts in known):
            return True
        return compares(self.text, needs_values=any(len(amounts) > 1 for amounts in known))

    def _signed(self, point: Point) -> bool:
        signs = _SIGNS.get(point)
        return (signs is not None and signs.search(self.text) is not None) or self._repeats(
            self.text, point.name.lower()
        )

    def _repeats(self, text: str, slot: str) -> bool:
        """Say whether `text` says what is on record in `slot`, in some of its words."""
        kept = {one for one, _ in stems(str(getattr(self.done, slot, "")))}
        return len(kept.intersection(one for one, _ in stems(text))) >= _SHARED


def unquoted(text: str) -> str:
    """Return `text` without quotation marks, so that what stands between them is read as everything else."""
    return text.translate(_MARKS)


def _amounts(text: str) -> frozenset[float]:
    return frozenset(figure.raw or figure.amount for figure in read(unquoted(text)).figures)
