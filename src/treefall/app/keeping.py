"""What the person says, changes, takes back and erases: every write that is theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from ..errors import NotFound, StaleEdit, TreefallError
from ..ledger.codec import FORGOTTEN, load
from ..model import OBSERVED, Entry, EntryId, Evidence, Record, Withdrawal, entry_id
from ..ports import Ledger

_FIXED = frozenset(
    {
        "id",
        "source",
        "origin",
        "native",
        "url",
        "accomplishment",
        "of",
        "address",
        "telling",
        "work",
        "serves",
        "rubric",
        "criterion",
        "mine",
        "target",
        "asked",
    }
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What `undo` was about, and which way it went: taken back, or brought back."""

    entries: tuple[Entry, ...]
    back: bool


def said(ledger: Ledger, now: datetime) -> Record:
    """Return what the person decided and said, without what sources observed: quick on any ledger."""
    return Record(tuple(ledger.entries(but=OBSERVED)), now)


def write(ledger: Ledger, now: datetime, change: Callable[[Record], Sequence[Entry]]) -> tuple[Entry, ...]:
    """Add what `change` makes of what stands, and return it.

    What had been withdrawn and is said again counts again. Where somebody else wrote in between, `change` is asked
    once more, on what stands then: nobody's words are lost.

    Raises:
        TreefallError: something of it was forgotten for good.
        StaleEdit: others write all the time; nothing was added.
    """
    try:
        return _written(ledger, now, change)
    except StaleEdit:
        return _written(ledger, now, change)


def _written(ledger: Ledger, now: datetime, change: Callable[[Record], Sequence[Entry]]) -> tuple[Entry, ...]:
    record = said(ledger, now)
    entries = tuple(change(record))
    stood = {entry.id: entry for entry in record.entries}
    expected = dict.fromkeys((entry.id for entry in entries), 0)
    newest = {line.id: line for line in ledger.lines(*expected)} if expected else {}
    for line in newest.values():
        if line.kind == FORGOTTEN:
            raise TreefallError("You forgot that for good.", hint='What is new about it: treefall note "…"')
        if line.id in stood and stood[line.id] != load(line.kind, line.body):
            raise StaleEdit("Somebody else changed that in between.", hint="Look at it again, then repeat it.")
        expected[line.id] = line.number
    again = [withdrawal(id_, now, holds=False) for id_ in sorted(record.withdrawn.intersection(expected))]
    ledger.append([*entries, *again], written=now, expected=expected)
    return entries


def edited(entry: Entry, slot: str, words: str) -> Entry:
    """Return `entry` with the text `slot` changed to `words`.

    Raises:
        NotFound: it has no such text, or is what a source observed, which nobody edits.
        TreefallError: it cannot say that.
    """
    if isinstance(entry, Evidence) and entry.source != "note":
        raise NotFound("That is what a source observed, which nobody edits.", hint="Edit the piece of work.")
    texts = [field.name for field in fields(entry) if field.type is str and field.name not in _FIXED]
    if slot not in texts:
        raise NotFound(f"There is no {slot!r} in that.", hint=f"There are: {', '.join(texts)}.")
    if slot == "title" and not words.strip():
        raise TreefallError("A title cannot be empty.", hint="Nothing was changed.")
    try:
        changed: Entry = replace(entry, **{slot: words.strip()})  # type: ignore[arg-type]  # a field of this very noun
    except ValueError as error:
        raise TreefallError(f"That cannot be: {error}.", hint="Nothing was changed.") from error
    return changed


def withdrawal(id_: EntryId, now: datetime, *, holds: bool) -> Withdrawal:
    """Return the statement that the entry `id_` counts no more, or counts again."""
    return Withdrawal(id=entry_id("withdrawal", id_), at=now, of=id_, holds=holds)


def undo(ledger: Ledger, now: datetime) -> Undone:
    """Take back the last thing that the person wrote; a second time brings it back.

    Raises:
        NotFound: nothing was written yet.
    """
    last = ledger.last_written()
    if not last:
        raise NotFound("There is nothing to undo.", hint="Nothing was noted, asked, told or decided yet.")
    histories = [[load(each.kind, each.body) for each in ledger.lines(line.id)] for line in last]
    undone = [_before(history) or withdrawal(history[-1].id, now, holds=True) for history in histories]
    ledger.append(undone, written=now)
    back = [entry for entry in undone if isinstance(entry, Withdrawal) and not entry.holds]
    is_back = bool(back) and not any(map(_is_new, histories))  # what was said anew may have put something else aside
    meant = back if is_back else [entry for entry in undone if entry not in back]
    subjects = [entry.of if isinstance(entry, Withdrawal) else entry.id for entry in meant]
    newest = {line.id: load(line.kind, line.body) for line in ledger.lines(*subjects)}
    return Undone(tuple(newest[id_] for id_ in subjects), is_back)


def _is_new(history: Sequence[Entry]) -> bool:
    return len(history) == 1 and not isinstance(history[-1], Withdrawal)


def _before(history: Sequence[Entry]) -> Entry | None:
    """Return what an entry said before its last line; None where it said nothing."""
    stands = history[-1]
    if isinstance(stands, Withdrawal):
        return replace(stands, holds=not stands.holds)
    return history[-2] if len(history) > 1 else None


def erasable(ledger: Ledger, ref: str, named: Callable[[str], Entry]) -> tuple[Entry, ...]:
    """Return what would be erased with `ref`: all about the person of that name, else the entry that `named` finds.

    What says something of nothing else goes with it.
    """
    from ..value.forgetting import about, bound  # noqa: PLC0415 - only whoever forgets needs to know

    entries = tuple(ledger.entries())
    ids = about(entries, ref) or frozenset({named(ref).id})
    gone = bound(entries, ids)
    return tuple(entry for entry in entries if entry.id in gone)
