"""What an episode puts to the listener: one decision, one question about expectations, one request for criticism.

Each is the one of its kind that this person was asked longest ago, so that no three come twice running; what is open
with them, an expectation to be confirmed or criticism that was answered, comes before what could be asked of anybody,
one of it at a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType

from ...model import Ask, Asked, EntryId, Listens, Record, Sentence, State, Work
from ..asking import changes, hopes
from ..people import card, same_person

_Pool = tuple[tuple[str, str] | tuple[str, str, EntryId], ...]

_DECISION: Mapping[State, _Pool] = MappingProxyType(
    {
        State.DONE: (
            ("decision.further", "Should I take this further, or leave it here?"),
            ("decision.elsewhere", "Where else should this be done next?"),
            ("decision.room", "What should I stop doing, to make room for more of this?"),
            ("decision.who", "Who else should hear of this, and from whom?"),
        ),
        State.IN_PROGRESS: (
            ("decision.finish", "Is this still the right thing to finish?"),
            ("decision.half", "If only half of it fits into this quarter, which half?"),
            ("decision.early", "Whom should I ask before it goes out?"),
        ),
        State.REVERTED: (
            ("decision.again", "Should it be tried again, another way?"),
            ("decision.tell", "Who should hear from me that it did not work?"),
        ),
    }
)
_AHEAD: _Pool = (
    ("expectation.next", "What do you expect of me next?"),
    ("expectation.quarter", "What would you like to see done by the end of the quarter?"),
    ("expectation.outcome", "Which result of mine would you tell others about?"),
    ("expectation.surprise", "What could I do that you would not expect of me?"),
)
_DONE_MEANS: _Pool = (
    ("expectation.done", "What would you count as done?"),
    ("expectation.number", "Which number would convince you?"),
    ("expectation.late", "When would it be too late to matter?"),
)
_BACK: _Pool = (
    ("criticism.otherwise", "What should I have done differently?"),
    ("criticism.earlier", "What would you have liked to hear earlier?"),
    ("criticism.against", "What would somebody say who thinks that this was the wrong thing to do?"),
    ("criticism.harder", "Where did I make it harder for others?"),
)
_FROM_HERE: _Pool = (
    ("criticism.here", "What should I do differently from here?"),
    ("criticism.worry", "What about the way I do it worries you?"),
)


_BESIDE: _Pool = (
    ("decision.useful", "What would make this more useful to you?"),
    ("decision.who", "Who else should hear of this, and from whom?"),
)
_NEEDED: _Pool = (
    ("expectation.need", "What do you need from me next?"),
    ("expectation.late", "When would it be too late to matter?"),
)


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it is put: its name in `Asked`, its words, and the entry that it quotes, or ""."""

    name: str
    words: str
    about: EntryId = ""

    def said(self, work: EntryId) -> Sentence:
        """Return it as a sentence, which cites what it quotes and the piece of work that it is put beside."""
        return Sentence(self.words, (self.about, work) if self.about else (work,))


def asks(record: Record, work: Work, person: str, zone: tzinfo | None = None) -> tuple[Put, Put, Put]:
    """Return the three questions for an episode about `work`: a decision, an expectation, criticism."""
    last = _asked_of(record, person)
    done = work.state is not State.IN_PROGRESS
    beside = bool(person) and card(record, person).listens is Listens.PEER
    ahead = _NEEDED if beside else _AHEAD if done else _DONE_MEANS
    decision = _longest_ago(_BESIDE if beside and done else _DECISION[work.state], last)
    expectation = _longest_ago((*_open(hopes(record, person, zone)), *ahead), last)
    answered = () if expectation.about else _open(changes(record, person, zone))
    return decision, expectation, _longest_ago((*answered, *(_BACK if done else _FROM_HERE)), last)


def _open(found: Iterable[Ask]) -> _Pool:
    """Return what is open with somebody as questions to put: those that are about something of theirs."""
    return tuple((ask.name, ask.question, ask.about) for ask in found if ask.about)


def _asked_of(record: Record, person: str) -> Mapping[str, int]:
    """Return when each question was put to `person` last, as its place among all that were."""
    put = [asked.question for asked in record.of(Asked) if same_person(asked.person, person)]
    return {question: place for place, question in enumerate(put, 1)}


def _longest_ago(pool: _Pool, last: Mapping[str, int]) -> Put:
    return Put(*min(pool, key=lambda one: last.get(one[0], 0)))
