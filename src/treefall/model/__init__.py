"""The nouns of Treefall: immutable, dated entries of one person's ledger, and the values computed from them.

Entries come in families, told apart by who speaks:

* observed by a source:  `Evidence`, `Standing`, `Tie`, `Inputs`
* decided by the person: `Identity`, `Grouping`, `Accomplishment`, `Impact`, `Measurement`, `Watch`,
                         `Reading`, `Learning`
* who listens, and why:  `Person`, `Priority`, `Goal`, `Alignment`, `Term`
* said to somebody:      `Telling`, `Reply`, `Guess`, `Asked`
* said by somebody:      `Expectation`, `Feedback`, `Testimonial`
* for the finale:        `Rubric`, `Level`, `Link`, `Rehearsal`
* for readers outside:   `Name`
* handed in:             `Submission` (by an assistant; nothing until the person accepts it)
* said no more:          `Withdrawal`

Nothing derived is an entry. What can be computed from entries (`Work`, `Document`, …) is computed by `treefall.value`,
each time, and never stored. All instants are aware and in UTC.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .entries import (
    ALWAYS,
    OWN_WORDS,
    Accomplishment,
    Attribution,
    Entry,
    EntryId,
    Evidence,
    FileChange,
    FileSummary,
    Grouping,
    Heard,
    Identity,
    Impact,
    Inputs,
    Kind,
    Part,
    Role,
    Scalar,
    Shape,
    Stand,
    Standing,
    State,
    Telling,
    Tie,
    Withdrawal,
    entry_id,
)
from .values import (
    Batch,
    Dossier,
    E,
    Judgement,
    LeftOut,
    Listener,
    Overview,
    Period,
    Question,
    Record,
    Rejected,
    Seen,
    Step,
    Work,
)

if TYPE_CHECKING:
    from .audience import (
        Aim,
        Ask,
        Found,
        Handover,
        Likely,
        Nudge,
        Portrait,
        Ranked,
        Rhythm,
        Suggestion,
        Unserved,
    )
    from .case import (
        Case,
        Coming,
        Criterion,
        Doubt,
        Gate,
        Level,
        Link,
        Proof,
        Proposal,
        Row,
        Rubric,
        Scope,
        Strength,
    )
    from .conversation import (
        Alignment,
        Asked,
        Expectation,
        Feedback,
        Goal,
        Guess,
        Learning,
        Listens,
        Outcome,
        Person,
        Priority,
        Reading,
        Reply,
        Term,
        Testimonial,
    )
    from .document import (
        Block,
        Cell,
        Chart,
        Document,
        Field,
        Heading,
        Marked,
        Matrix,
        MatrixRow,
        OpenSlot,
        Paragraph,
        Sentence,
        Table,
    )
    from .estimate import (
        Assumption,
        Avoided,
        Basis,
        Better,
        Dot,
        Estimate,
        Finding,
        Flag,
        Happening,
        Placebo,
        Quantity,
        Refused,
        Series,
        Spacing,
        Worth,
    )
    from .measured import (
        Measurement,
        Metric,
        Terms,
        Watch,
        Where,
    )
    from .rehearsal import (
        Debrief,
        Difference,
        Draft,
        Due,
        Point,
        Progress,
        Rehearsal,
        RehearsalQuestion,
        Remark,
    )
    from .selfreview import (
        Cut,
        Form,
        FormField,
        Pick,
        SelfReview,
        Topic,
        Unclear,
    )
    from .sharing import (
        NAMED,
        Handling,
        Name,
        Profile,
        Redacted,
        Removal,
        Sensitive,
        Undecided,
    )
    from .talks import (
        Aftermath,
        Arc,
        Episode,
        Hearing,
        Reminder,
        Visibility,
        Week,
        WeekQuestion,
    )
    from .wording import (
        Hint,
        Prompt,
        Ruling,
        Submission,
    )

__all__ = [
    "ALWAYS",
    "ENTRY_TYPES",
    "NAMED",
    "OBSERVED",
    "OWN_WORDS",
    "Accomplishment",
    "Aftermath",
    "Aim",
    "Alignment",
    "Arc",
    "Ask",
    "Asked",
    "Assumption",
    "Attribution",
    "Avoided",
    "Basis",
    "Batch",
    "Better",
    "Block",
    "Case",
    "Cell",
    "Chart",
    "Coming",
    "Criterion",
    "Cut",
    "Debrief",
    "Difference",
    "Document",
    "Dossier",
    "Dot",
    "Doubt",
    "Draft",
    "Due",
    "E",
    "Entry",
    "EntryId",
    "Episode",
    "Estimate",
    "Evidence",
    "Expectation",
    "Feedback",
    "Field",
    "FileChange",
    "FileSummary",
    "Finding",
    "Flag",
    "Form",
    "FormField",
    "Found",
    "Gate",
    "Goal",
    "Grouping",
    "Guess",
    "Handling",
    "Handover",
    "Happening",
    "Heading",
    "Heard",
    "Hearing",
    "Hint",
    "Identity",
    "Impact",
    "Inputs",
    "Judgement",
    "Kind",
    "Learning",
    "LeftOut",
    "Level",
    "Likely",
    "Link",
    "Listener",
    "Listens",
    "Marked",
    "Matrix",
    "MatrixRow",
    "Measurement",
    "Metric",
    "Name",
    "Nudge",
    "OpenSlot",
    "Outcome",
    "Overview",
    "Paragraph",
    "Part",
    "Period",
    "Person",
    "Pick",
    "Placebo",
    "Point",
    "Portrait",
    "Priority",
    "Profile",
    "Progress",
    "Prompt",
    "Proof",
    "Proposal",
    "Quantity",
    "Question",
    "Ranked",
    "Reading",
    "Record",
    "Redacted",
    "Refused",
    "Rehearsal",
    "RehearsalQuestion",
    "Rejected",
    "Remark",
    "Reminder",
    "Removal",
    "Reply",
    "Rhythm",
    "Role",
    "Row",
    "Rubric",
    "Ruling",
    "Scalar",
    "Scope",
    "Seen",
    "SelfReview",
    "Sensitive",
    "Sentence",
    "Series",
    "Shape",
    "Spacing",
    "Stand",
    "Standing",
    "State",
    "Step",
    "Strength",
    "Submission",
    "Suggestion",
    "Table",
    "Telling",
    "Term",
    "Terms",
    "Testimonial",
    "Tie",
    "Topic",
    "Unclear",
    "Undecided",
    "Unserved",
    "Visibility",
    "Watch",
    "Week",
    "WeekQuestion",
    "Where",
    "Withdrawal",
    "Work",
    "Worth",
    "entry_id",
]

_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        name: module
        for module, names in (
            ("audience", "Aim Ask Found Handover Likely Nudge Portrait Ranked Rhythm Suggestion Unserved"),
            ("case", "Case Coming Criterion Doubt Gate Level Link Proof Proposal Row Rubric Scope Strength"),
            (
                "conversation",
                (
                    "Alignment Asked Expectation Feedback Goal Guess Learning Listens Outcome Person "
                    "Priority Reading Reply Term Testimonial"
                ),
            ),
            (
                "document",
                "Block Cell Chart Document Field Heading Marked Matrix MatrixRow OpenSlot Paragraph Sentence Table",
            ),
            (
                "estimate",
                (
                    "Assumption Avoided Basis Better Dot Estimate Finding Flag Happening Placebo Quantity "
                    "Refused Series Spacing Worth"
                ),
            ),
            ("measured", "Measurement Metric Terms Watch Where"),
            ("rehearsal", "Debrief Difference Draft Due Point Progress Rehearsal RehearsalQuestion Remark"),
            ("selfreview", "Cut Form FormField Pick SelfReview Topic Unclear"),
            ("sharing", "NAMED Handling Name Profile Redacted Removal Sensitive Undecided"),
            ("talks", "Aftermath Arc Episode Hearing Reminder Visibility Week WeekQuestion"),
            ("wording", "Hint Prompt Ruling Submission"),
        )
        for name in names.split()
    }
)
"""What is imported when it is first asked for, and from where: half a command's start went into nouns it never used."""

OBSERVED = (Evidence, Standing, Tie, Inputs)
"""The nouns that sources speak in; all others are the person's own words."""

_NOUNS = (
    *("Evidence", "Standing", "Tie", "Inputs"),
    *("Identity", "Grouping", "Accomplishment", "Impact", "Measurement", "Watch", "Reading", "Learning"),
    *("Person", "Priority", "Goal", "Alignment", "Term"),
    *("Telling", "Reply", "Guess", "Asked"),
    *("Expectation", "Feedback", "Testimonial"),
    *("Rubric", "Level", "Link", "Rehearsal"),
    "Name",
    "Submission",
    "Withdrawal",
)


class _Nouns(Mapping[str, type[Entry]]):
    """Nouns by the word that stands on their lines; one is imported when it is asked for."""

    _names: Mapping[str, str] = MappingProxyType({name.lower(): name for name in _NOUNS})

    def __getitem__(self, kind: str) -> type[Entry]:
        name = self._names[kind]
        noun: type[Entry] = globals().get(name) or __getattr__(name)
        return noun

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


ENTRY_TYPES: Mapping[str, type[Entry]] = _Nouns()
"""Every noun that a ledger can hold, by the word that stands on its lines."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a noun or a value
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f".{_ELSEWHERE[name]}", __name__), name)
    return found
