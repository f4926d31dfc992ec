"""The nouns of Treefall: immutable, dated entries of one person's ledger, and the values computed from them.

Entries come in families, told apart by who speaks:

* observed by a source:  `Evidence`, `Standing`, `Tie`
* decided by the person: `Identity`, `Accomplishment`, `Impact`, `Reading`, `Learning`
* who listens, and why:  `Person`, `Priority`, `Goal`, `Alignment`, `Term`
* said to somebody:      `Telling`, `Reply`, `Guess`, `Asked`
* said by somebody:      `Expectation`, `Feedback`, `Testimonial`
* said no more:          `Withdrawal`

Nothing derived is an entry. What can be computed from entries (`Work`, `Document`, …) is computed by `treefall.value`,
each time, and never stored. All instants are aware and in UTC.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .conversation import (
    Alignment,
    Asked,
    Expectation,
    Feedback,
    Goal,
    Guess,
    Heard,
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
from .entries import (
    ALWAYS,
    Accomplishment,
    Attribution,
    Entry,
    EntryId,
    Evidence,
    FileChange,
    FileSummary,
    Identity,
    Impact,
    Kind,
    Part,
    Role,
    Scalar,
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
    Document,
    Dossier,
    E,
    Judgement,
    LeftOut,
    Listener,
    OpenSlot,
    Overview,
    Paragraph,
    Period,
    Question,
    Record,
    Rejected,
    Seen,
    Sentence,
    Step,
    Work,
)

__all__ = [
    "ALWAYS",
    "ENTRY_TYPES",
    "OBSERVED",
    "Accomplishment",
    "Alignment",
    "Asked",
    "Attribution",
    "Batch",
    "Document",
    "Dossier",
    "E",
    "Entry",
    "EntryId",
    "Evidence",
    "Expectation",
    "Feedback",
    "FileChange",
    "FileSummary",
    "Goal",
    "Guess",
    "Heard",
    "Identity",
    "Impact",
    "Judgement",
    "Kind",
    "Learning",
    "LeftOut",
    "Listener",
    "Listens",
    "OpenSlot",
    "Outcome",
    "Overview",
    "Paragraph",
    "Part",
    "Period",
    "Person",
    "Priority",
    "Question",
    "Reading",
    "Record",
    "Rejected",
    "Reply",
    "Role",
    "Scalar",
    "Seen",
    "Sentence",
    "Stand",
    "Standing",
    "State",
    "Step",
    "Telling",
    "Term",
    "Testimonial",
    "Tie",
    "Withdrawal",
    "Work",
    "entry_id",
]

OBSERVED = (Evidence, Standing, Tie)
"""The nouns that sources speak in; all others are the person's own words."""

_DECIDED = (Identity, Accomplishment, Impact, Reading, Learning)
_CONVERSATION = (
    *(Person, Priority, Goal, Alignment, Term),
    *(Telling, Reply, Guess, Asked),
    *(Expectation, Feedback, Testimonial),
)

ENTRY_TYPES: Mapping[str, type[Entry]] = MappingProxyType(
    {noun.__name__.lower(): noun for noun in (*OBSERVED, *_DECIDED, *_CONVERSATION, Withdrawal)}
)
"""Every noun that a ledger can hold, by the word that stands on its lines."""
