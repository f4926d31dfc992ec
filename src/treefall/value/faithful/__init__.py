"""Does a text say anything that its evidence does not? Every sentence is compared with what is on record.

A text and the entries that it cites go in; for each sentence comes out that the record carries it, or why not, in words
that a person can act on. Typed facts come first (values with unit, metric, scope and period; people and how they took
part; how far something is), words second. No model is asked, and the same text and record give the same verdicts.

`facts` is what is on record, read from a bundle (`bundle`) or from the ledger (`entries`) and studied once (`ground`).
`reading` reads a sentence, with the grammars of quantities (`figures`) and dates (`moments`). The rules stand by what
they are about: `letters`, `names`, `people`, `quantities` (with what follows from the record, `derived`), `directions`,
`cause`, `absolutes`, `praise`, `standing`. `atoms` takes a free text apart. English only; what a rule cannot tell, it
lets pass: it doubts what contradicts the record, and figures, dates, ids, names and quotations that nothing backs.
"""

from .atoms import Atom, claims_in, untold
from .bundle import read_bundle
from .check import check, check_sentence
from .entries import facts_of, ground_of
from .facts import Doubt, Fact, Measure, Stage, Verdict
from .ground import Ground

__all__ = [
    "Atom",
    "Doubt",
    "Fact",
    "Ground",
    "Measure",
    "Stage",
    "Verdict",
    "check",
    "check_sentence",
    "claims_in",
    "facts_of",
    "ground_of",
    "read_bundle",
    "untold",
]
