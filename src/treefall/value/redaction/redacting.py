"""Redacting: what was found is decided on, then replaced, and counted; in a bare text or in all of a document."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from ...model import Document, EntryId, Handling, Redacted, Removal, Sensitive, Sentence, Table
from ..identity import normal_address
from . import shapes
from .names import named
from .policy import Policy
from .private import repeats
from .roles import Roles
from .secrets import secrets
from .trace import Trace

_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s)[^\n.!?]*)*(?:[.!?]+|\n|\Z)\s*")
_WEIGHT = MappingProxyType({Handling.STOP: 3, Handling.REPLACE: 2, Handling.REMOVE: 1, Handling.KEEP: 0})


def redact(text: str, policy: Policy, where: str = "") -> Redacted[str]:
    """Return `text` as the reader of `policy` may see it, and what it does not say any more.

    Sentences that repeat a private text go; `where` is the label that the text stands under, if any.
    """
    page = _Page(policy)
    return Redacted(page.text(text, where), page.removals())


def redact_document(document: Document, policy: Policy) -> Redacted[Document]:
    """Return `document` as the reader of `policy` may see it, and what it does not say any more.

    What rests on a private entry, or repeats a private text, is left out with all that is empty then. The same name is
    the same "second customer" throughout.
    """
    page = _Page(policy)
    under = {said: label for label, said in document.labelled()}

    def change(said: Sentence) -> Sentence | None:
        return page.sentence(said, under.get(said, "title" if said.text == document.title else "a heading"))

    return Redacted(_without_private_rows(document, policy.private).mapped(change), page.removals())


def is_clean(text: str, policy: Policy) -> bool:
    """Say whether `policy` keeps all of `text`: the last look before something leaves."""
    return not repeats(text, policy.private_words) and not traces(text, policy)


def traces(text: str, policy: Policy) -> tuple[Trace, ...]:
    """Return what in `text` is not to be kept, in its order; where two meet the one that says more counts."""
    found = sorted(_found(text, policy), key=lambda one: (-_rank(one), -(one.end - one.start), -_WEIGHT[one.handling]))
    taken = bytearray(len(text))
    kept: list[Trace] = []
    for one in found:
        for free in tuple(_free(one, taken)):
            taken[free.start : free.end] = b"\1" * (free.end - free.start)
            kept.append(free)
    return tuple(sorted((one for one in kept if one.handling is not Handling.KEEP), key=lambda one: one.start))


def _free(one: Trace, taken: bytearray) -> Iterator[Trace]:
    """Yield what nothing else has taken of `one`: nothing of it may stay because something else begins in it."""
    start = taken.find(0, one.start, one.end)
    while start >= 0:
        end = taken.find(1, start, one.end)
        end = one.end if end < 0 else end
        yield one if (start, end) == (one.start, one.end) else replace(one, start=start, end=end)
        start = taken.find(0, end, one.end)


def _rank(one: Trace) -> int:
    """Return what counts first: a secret, then a name or a shape, and a hint only where nothing else is."""
    if one.what is Sensitive.SECRET:
        return 2
    return 0 if one.rule.startswith("looks like") else 1


def _found(text: str, policy: Policy) -> Iterator[Trace]:
    """Yield all that is found in `text`, with what is done about it, what is kept included."""
    links, addresses = tuple(shapes.links(text)), tuple(shapes.addresses(text))
    held = sorted((*links, *addresses), key=lambda one: one.start)
    of_shape = (*shapes.money(text), *shapes.hosts(text, policy.domains), *shapes.tickets(text), *shapes.phones(text))
    for one in (*secrets(text), *held, *of_shape):
        mine = one.what is Sensitive.ADDRESS and normal_address(text[one.start : one.end]) in policy.mine
        done = Handling.KEEP if mine else policy.handlings[one.what]
        yield Trace(one.start, one.end, one.what, one.rule, done, f"[{one.rule}]")
    starts = [one.start for one in held]
    for one in named(text, policy.names, policy.handlings[Sensitive.UNDECIDED]):
        at = bisect_right(starts, one.start) - 1
        if at >= 0 and one.end <= held[at].end and one.handling is not Handling.KEEP:
            yield replace(one, start=held[at].start, end=held[at].end, shown=f"[{held[at].rule}]")
        else:
            yield one


_Removed: TypeAlias = tuple[Sensitive, str, Handling, str, str]  # a `Removal` before it is counted


@dataclass(slots=True)
class _Tally:
    count: int = 0
    where: dict[str, None] = field(default_factory=dict)


class _Page:
    """What is being redacted: the roles of its names so far, and the count of what it does not say any more."""

    def __init__(self, policy: Policy) -> None:
        self._policy, self._roles = policy, Roles()
        self._tallies: dict[_Removed, _Tally] = {}

    def sentence(self, said: Sentence, where: str) -> Sentence | None:
        """Return `said` as it may be read; None where it rests on something private, or repeats it."""
        if self._policy.private.intersection(said.cites):
            self._count(Sensitive.PRIVATE, "rests on a private entry", where)
            return None
        text = self.text(said.text, where)
        return replace(said, text=text) if text or not said.text else None

    def text(self, text: str, where: str) -> str:
        """Return `text` as it may be read, without the sentences that repeat something private."""
        if repeats(text, self._policy.private_words):
            text = "".join(self._open(text, where)).rstrip()
        parts, last = [], 0
        for one in traces(text, self._policy):
            parts += [text[last : one.start], self._roles.said(one, text)]
            last = one.end
            self._add((one.what, one.rule, one.handling, self._roles.called(one), one.name), where)
        return "".join((*parts, text[last:]))

    def removals(self) -> tuple[Removal, ...]:
        """Return what was taken out or replaced, what stops first, then in the order of its first mention."""
        counted = [
            Removal(
                what=what, rule=rule, handling=done, shown=shown, count=tally.count, where=tuple(tally.where), name=name
            )
            for (what, rule, done, shown, name), tally in self._tallies.items()
        ]
        return tuple(sorted(counted, key=lambda one: one.handling is not Handling.STOP))

    def _open(self, text: str, where: str) -> Iterator[str]:
        for found in _SENTENCE.finditer(text):
            if repeats(found[0], self._policy.private_words):
                self._count(Sensitive.PRIVATE, "repeats a private text", where)
            else:
                yield found[0]

    def _count(self, what: Sensitive, rule: str, where: str) -> None:
        self._add((what, rule, self._policy.handlings[what], "", ""), where)

    def _add(self, removed: _Removed, where: str) -> None:
        tally = self._tallies.setdefault(removed, _Tally())
        tally.count += 1
        if where:
            tally.where[where] = None


def _without_private_rows(document: Document, private: frozenset[EntryId]) -> Document:
    """Return `document` without the rows of an appendix that say what is known of a private entry."""
    blocks = tuple(_open_rows(block, private) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _open_rows(table: Table, private: frozenset[EntryId]) -> Table:
    left = [number for number, id_ in enumerate(table.proves) if id_ not in private]
    if len(left) == len(table.proves):
        return table
    return replace(
        table, rows=tuple(table.rows[number] for number in left), proves=tuple(table.proves[number] for number in left)
    )
