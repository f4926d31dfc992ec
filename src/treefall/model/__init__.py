"""The nouns of Treefall: immutable, dated entries of one person's ledger, and the values computed from them.

Entries come in families, told apart by who speaks:

* observed by a source:  `Evidence`, `Standing`, `Tie`
* decided by the person: `Identity`, `Accomplishment`, `Impact`
* said to somebody:      `Telling`
* said no more:          `Withdrawal`

Nothing derived is an entry. What can be computed from entries (`Work`, `Document`, …) is computed by `treefall.value`,
each time, and never stored. All instants are aware and in UTC.
"""

from collections.abc import Mapping
from types import MappingProxyType

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
    "Attribution",
    "Batch",
    "Document",
    "Dossier",
    "E",
    "Entry",
    "EntryId",
    "Evidence",
    "FileChange",
    "FileSummary",
    "Identity",
    "Impact",
    "Judgement",
    "Kind",
    "LeftOut",
    "Listener",
    "OpenSlot",
    "Overview",
    "Paragraph",
    "Part",
    "Period",
    "Question",
    "Record",
    "Rejected",
    "Role",
    "Scalar",
    "Seen",
    "Sentence",
    "Stand",
    "Standing",
    "State",
    "Step",
    "Telling",
    "Tie",
    "Withdrawal",
    "Work",
    "entry_id",
]

ENTRY_TYPES: Mapping[str, type[Entry]] = MappingProxyType(
    {t.__name__.lower(): t for t in (Evidence, Standing, Tie, Identity, Accomplishment, Impact, Telling, Withdrawal)}
)
"""Every noun that a ledger can hold, by the word that stands on its lines."""

OBSERVED = (Evidence, Standing, Tie)
"""The nouns that sources speak in; all others are the person's own words."""
