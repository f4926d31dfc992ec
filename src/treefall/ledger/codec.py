"""Entries and lines as JSON: canonical, so that the same entry is the same bytes on every machine, for ever.

Keys are sorted, and a field equal to its default is left out: a field that is added to a noun later changes no body
that was written before. What was read from an export is kept to the byte. Of every noun there is a shape, made from its
type hints, that does all of this at the speed of C, and checks the types on the way.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, reduce
from hashlib import blake2b
from operator import or_
from types import UnionType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

import msgspec

from ..errors import LedgerError
from ..model import ENTRY_TYPES, Entry, EntryId
from ..ports import Line

Plain: TypeAlias = dict[str, Any]

FORGOTTEN = "forgotten"
"""The kind of a tombstone."""

LONGEST_LINE = 16 * 1024 * 1024
"""The most bytes that a line of an export may have: far more than any entry, far less than memory."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SURROGATE = re.compile("[\ud800-\udfff]")
_JSON = msgspec.json.Encoder(order="sorted")
_PLAIN = msgspec.json.Decoder(dict[str, Any])


class _Row(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """A `Line` as it lies in an export."""

    id: str
    kind: str
    n: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    entry: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    written: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


_ROWS = msgspec.json.Decoder(_Row)


def kind_of(noun: type[Entry]) -> str:
    """Return the kind that entries of `noun` have in the ledger.

    Raises:
        ValueError: entries of that type cannot be written.
    """
    kind = noun.__name__.lower()
    if ENTRY_TYPES.get(kind) is not noun:
        raise ValueError(f"{noun.__name__} is no noun of the ledger")
    return kind


def dump(entry: Entry) -> tuple[str, Plain]:
    """Return `entry` as canonical JSON, and what that says; a lone surrogate, which no database holds, becomes U+FFFD.

    Raises:
        LedgerError: a value of it cannot be written, or not be read again.
    """
    kind = kind_of(type(entry))
    try:
        shape = _shape(type(entry))  # type: ignore[arg-type]  # mypy: a class is hashable
        shaped = msgspec.convert(entry, shape, from_attributes=True)
        plain = msgspec.to_builtins(shaped, order="deterministic")
        try:
            body = _JSON.encode(plain).decode()
        except UnicodeEncodeError:
            body = _JSON.encode(_whole(plain) | {"id": entry.id}).decode()  # an id is what it is
            plain = plain_of(body)
        if "null" in body:  # what is no number is written so, and is all that a shape lets through
            load(kind, body)
    except (msgspec.MsgspecError, LedgerError, UnicodeEncodeError) as error:
        raise LedgerError(f"{kind} {entry.id} cannot be written: {error}.") from error
    return body, plain


def plain_of(body: str) -> Plain:
    """Return what the canonical JSON `body` of an entry says, fields that no noun knows included."""
    return _PLAIN.decode(body)


def load(kind: str, body: str) -> Entry:
    """Return the entry of `kind` that `dump` wrote as `body`.

    Raises:
        LedgerError: there is no such kind, or `body` is no entry of it.
    """
    if kind not in ENTRY_TYPES:
        raise LedgerError(f"there is no kind of entry called {kind!r}", hint="A newer Treefall may know it.")
    try:
        return _decoder(kind).decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise LedgerError(f"no {kind} can be read from it: {error}", hint="`treefall doctor` says more.") from error


def digest(id_: EntryId, kind: str, written: int | None, body: str) -> str:
    """Return the hash of all that a line says but its number: 32 hexadecimal digits (BLAKE2b, 128 bits)."""
    return _hash(id_, kind, "" if written is None else str(written), body)


def cursor_digest(place: str, position: str) -> str:
    """Return the hash of a cursor, as `digest` does of a line."""
    return _hash(place, position)


def microseconds(at: datetime) -> int:
    """Return `at` in microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def instant(at: int) -> datetime:
    """Return the inverse of `microseconds`, in UTC.

    Raises:
        OverflowError: no calendar has that instant.
    """
    return _EPOCH + timedelta(microseconds=at)


def line_to_json(line: Line) -> bytes:
    """Return `line` as one line of an export, without the line's end."""
    entry = msgspec.Raw(line.body) if line.body else msgspec.UNSET
    return _JSON.encode(_Row(line.id, line.kind, line.number, entry, line.written))


def line_from_json(text: bytes) -> Line:
    """Return the inverse of `line_to_json`; the body is kept as it is written there.

    Raises:
        LedgerError: it is not what an export holds.
    """
    if len(text) > LONGEST_LINE:
        raise LedgerError(f"it is longer than {LONGEST_LINE:,} bytes")
    try:
        row = _ROWS.decode(text)
        body = bytes(row.entry).decode() if row.entry is not msgspec.UNSET else ""
        written = row.written and row.written.astimezone(UTC)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise LedgerError(str(error)) from error
    line = Line(row.id, row.n, row.kind, written, body)
    happened(line)
    return line


def lines_from_json(lines: Iterable[bytes]) -> Iterator[Line]:
    """Yield the lines of an export, each of which may end in a line's end.

    Raises:
        LedgerError: one cannot be read; its number is named.
    """
    for number, text in enumerate(lines, 1):
        try:
            yield line_from_json(text.rstrip(b"\r\n"))
        except LedgerError as error:
            raise LedgerError(
                f"Line {number} of the export cannot be read: {error}.",
                hint="Export again; nothing of this one was brought in.",
            ) from error


def happened(line: Line) -> int:
    """Return when what `line` says happened, in microseconds since 1970; 0 for a tombstone.

    Raises:
        LedgerError: the line contradicts itself or cannot be read.
    """
    if line.number < 1 or not line.id:
        raise LedgerError("it has no id or no number")
    if line.kind == FORGOTTEN:
        if line.body or line.written or line.number != 1:
            raise LedgerError("a tombstone says nothing but the id")
        return 0
    entry = load(line.kind, line.body)
    if entry.id != line.id:
        raise LedgerError(f"it bears the id of another entry: {entry.id}")
    return microseconds(entry.at)


def _hash(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Entry]:
    return msgspec.json.Decoder(ENTRY_TYPES[kind])


@cache
def _shape(noun: type[Any]) -> type[msgspec.Struct]:
    """Return what holds the fields of `noun` as they are written, and in that order."""
    hints = get_type_hints(noun)
    default = {field.name: _default(field) for field in fields(noun)}
    # msgspec leaves out the very object only: a default that has equals takes their place.
    doubles = {name: value for name, value in default.items() if isinstance(value, (str, float)) and value != ""}

    def settle(shaped: object) -> None:
        for name, value in doubles.items():
            if getattr(shaped, name) == value:
                setattr(shaped, name, value)

    return msgspec.defstruct(
        noun.__name__,
        [(name, _shaped(hints[name]), default[name]) for name in sorted(default)],
        omit_defaults=True,
        kw_only=True,
        namespace={"__post_init__": settle} if doubles else None,
    )


def _default(field: Field[Any]) -> Any:  # noqa: ANN401 - of any type
    if field.default_factory is not MISSING:
        return msgspec.field(default_factory=field.default_factory)
    return msgspec.NODEFAULT if field.default is MISSING else field.default


def _shaped(hint: Any) -> Any:  # noqa: ANN401 - a type, or what is written like one
    """Return `hint` with the shape of every noun in the noun's place."""
    if is_dataclass(hint):
        return _shape(hint)  # type: ignore[arg-type]  # a class, as all hints
    parts = tuple(map(_shaped, get_args(hint)))
    if isinstance(hint, UnionType):
        return reduce(or_, parts)
    return get_origin(hint)[parts] if parts else hint


def _whole(plain: Any) -> Any:  # noqa: ANN401 - JSON has no type
    match plain:
        case str():
            return _SURROGATE.sub("\ufffd", plain)
        case list() | tuple():
            return [_whole(part) for part in plain]
        case dict():
            return {_whole(name): _whole(part) for name, part in plain.items()}
        case _:
            return plain
