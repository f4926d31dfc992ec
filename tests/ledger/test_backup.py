import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from treefall.errors import LedgerError
from treefall.ledger import backup, open_ledger
from treefall.ledger.backup import seal, unseal, verify
from treefall.ledger.codec import line_to_json, lines_from_json
from treefall.model import Evidence, Kind, entry_id
from treefall.ports import Line

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
PASSPHRASE = "correct horse battery staple"


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    with closing(open_ledger(":memory:")) as ledger:
        ledger.append(
            Evidence(
                id=entry_id(name), at=NOON, source="note", origin="me", native=name, kind=Kind.NOTE, title=name * 5
            )
            for name in map(str, range(500))
        )
        ledger.forget([entry_id("7")])
        return list(ledger.lines())


@pytest.fixture(scope="module")
def sealed(lines: list[Line]) -> bytes:
    return seal(lines, PASSPHRASE)


def test_a_backup_is_really_restored_and_compared(sealed: bytes, lines: list[Line]) -> None:
    assert verify(sealed, PASSPHRASE) == 500
    with closing(open_ledger(":memory:")) as ledger:
        assert ledger.merge(lines_from_json(unseal(sealed, PASSPHRASE))) == 500
        assert list(ledger.lines()) == lines


def test_nothing_of_what_was_written_can_be_read_in_it(sealed: bytes, lines: list[Line]) -> None:
    plain = b"".join(map(line_to_json, lines))
    grams = {sealed[i : i + 8] for i in range(len(sealed) - 7)}
    assert not any(plain[i : i + 8] in grams for i in range(len(plain) - 7))


def test_another_passphrase_and_a_changed_file_are_told(sealed: bytes) -> None:
    changed = bytearray(sealed)
    changed[-20] ^= 1
    for content, words in ((sealed, "another"), (bytes(changed), PASSPHRASE), (b"Dear diary", PASSPHRASE)):
        with pytest.raises(LedgerError, match="does not open") as error:
            unseal(content, words)
        assert error.value.hint


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(LedgerError, match="passphrase"):
        seal([], "")


def packed(*parts: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return b"".join([*map(packer.compress, parts), packer.flush()])


def test_what_restores_to_something_else_is_told(lines: list[Line], monkeypatch: pytest.MonkeyPatch) -> None:
    text = line_to_json(lines[0])
    monkeypatch.setattr(backup, "unseal", lambda content, _: backup._unpacked(content))  # noqa: SLF001
    assert verify(packed(), PASSPHRASE) == 0
    assert verify(packed(text, b"\n"), PASSPHRASE) == 1
    for odd in (packed(text, b"\n", text, b"\n"), packed(text)):
        with pytest.raises(LedgerError, match="differs"):
            verify(odd, PASSPHRASE)


def bomb() -> Iterator[bytes]:
    yield from (b"\0" * 1024 * 1024 for _ in range(64))


@pytest.mark.parametrize(
    "content", [b"no gzip", packed(b"text\n")[:-9], packed(*bomb())], ids=["not packed", "cut off", "bomb"]
)
def test_what_is_inside_is_not_trusted(content: bytes) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        list(backup._unpacked(content))  # noqa: SLF001 - encrypting takes a second each


def test_a_backup_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_MOST", 1000)
    with pytest.raises(LedgerError, match="no ledger"):
        list(backup._unpacked(packed(b"text\n" * 1000)))  # noqa: SLF001


def test_lines_come_out_whole_wherever_a_step_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_STEP", 7)
    text = b"first\n\nthird, longer\nlast without an end"
    assert list(backup._unpacked(packed(text))) == text.splitlines(keepends=True)  # noqa: SLF001
