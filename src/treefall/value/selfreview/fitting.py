"""What is said in a field, cut to its limit by whole sentences, the weakest first.

The limit holds for what is handed over, as strictly as any form counts: browsers count UTF-16 units, of which a letter
is one and an emoji two or more, and a new line is one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...display import display
from ...model import Cut, Field, Sentence
from ...model.document import in_parts


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a draft.

    Attributes:
        sentence: what is said.
        tier: the higher, the sooner it is left out.
        group: the number of what it is about, the first said first; of equals the last is left out first.
        leads: it only leads to what is said behind it in its group, and goes with that.
    """

    sentence: Sentence
    tier: int
    group: int = 0
    leads: bool = False


def length(field: Field) -> int:
    """Return how long `field` is as it is handed over, in UTF-16 units; what parts two sentences is one."""
    shown = " ".join(display(said.text) for said in field.sentences)
    return max(field.used, len(shown.encode("utf-16-le")) // 2)


def fitted(
    label: str, limit: int | None, draft: Sequence[Said], length: Callable[[Field], int] = length
) -> tuple[Field, tuple[Cut, ...]]:
    """Return the field with as much of `draft` as it holds, in its order, and what was left out, the weakest first.

    Args:
        label: the field's.
        limit: how much it holds; None: any number.
        draft: what could be said in it.
        length: how much a field takes.
    """
    kept, cut = list(draft), list[Cut]()
    while kept and limit is not None and length(_field(label, limit, kept)) > limit:
        weakest = max(range(len(kept)), key=lambda place: (kept[place].tier, kept[place].group, place))
        cut.append(Cut(label, kept.pop(weakest).sentence))
        kept = _without_idle(kept)
    return _field(label, limit, kept), tuple(cut)


def _field(label: str, limit: int | None, said: Sequence[Said]) -> Field:
    """Return the field of `said`, a paragraph for each group."""
    groups = groupby(said, key=lambda one: one.group)
    return in_parts(label, [[one.sentence for one in each] for _, each in groups], limit)


def _without_idle(said: Sequence[Said]) -> list[Said]:
    """Return `said` without what leads to nothing any more."""
    told = {one.group for one in said if not one.leads}
    return [one for one in said if not one.leads or one.group in told]
