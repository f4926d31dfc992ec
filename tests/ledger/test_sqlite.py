"""What is particular to a ledger in a file."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from treefall.errors import LedgerError, LedgerTooNew
from treefall.ledger import open_ledger
from treefall.ledger.database import prepare
from treefall.ledger.sqlite import Sqlite
from treefall.model import Evidence, Kind, entry_id

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
PAGE = 8_192  # bytes
KEPT = Path(__file__).parent / "data" / "ledger-1.db"


def note(name: str, body: str = "") -> Evidence:
    return Evidence(
        id=entry_id(name), at=NOON, source="note", origin="me", native=name, kind=Kind.NOTE, title=name, body=body
    )


def fill(path: Path, *entries: Evidence) -> None:
    with closing(open_ledger(path)) as ledger:
        ledger.append(entries or [note("a")])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def journal(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        return str(database.execute("PRAGMA journal_mode").fetchone()[0])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "home" / "ledger.db"


@pytest.fixture(params=[(3, 51, 2), (3, 51, 3)], ids=["delete", "wal"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Pretend to run on a SQLite of that version, and return the journal that suits it."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", request.param)
    return "wal" if request.param == (3, 51, 3) else "delete"


def test_folder_and_files_are_the_owners_alone(path: Path, library: str) -> None:
    with closing(open_ledger(path)) as ledger:
        ledger.append([note("a")])
        assert mode(path.parent) == 0o700
        assert {mode(file) for file in path.parent.iterdir()} == {0o600}
        assert path.with_name("ledger.db-wal").exists() == (library == "wal")


def test_the_journal_suits_the_library_also_when_that_changes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version, wanted in (((3, 40, 1), "delete"), ((3, 52, 0), "wal"), ((3, 40, 1), "delete")):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
        fill(path)
        assert journal(path) == wanted


def test_the_journal_is_changed_when_another_program_has_let_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 52, 0))
    monkeypatch.setattr("treefall.ledger.sqlite._RETRY", 0.001)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, other.execute, ["COMMIT"])
        timer.start()
        fill(path, note("b"))
        timer.join()
    assert journal(path) == "wal"


def test_a_journal_that_cannot_be_changed_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 52, 0))
    monkeypatch.setattr("treefall.ledger.sqlite._RETRY", 0.001)
    monkeypatch.setattr("treefall.ledger.sqlite._PATIENCE", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="held by another program"):
            open_ledger(path)


def test_a_ledger_that_is_locked_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr("treefall.ledger.sqlite._PATIENCE", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, closing(open_ledger(path)) as ledger:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="held by another program") as error:
            ledger.append([note("b")])
        assert error.value.hint
        assert [entry.id for entry in ledger.entries()] == [note("a").id]


def test_a_newer_ledger_is_refused_by_name(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE treefall SET version = 7")
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew, match=r"version 7; this one knows 1") as error:
        open_ledger(path)
    assert str(path) in str(error.value)
    assert path.read_bytes() == before


def test_a_ledger_without_a_version_is_refused(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM treefall")
    with pytest.raises(LedgerError, match="says no version"):
        open_ledger(path)


def test_what_is_no_ledger_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("Dear diary, " * 1000)
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(path)
    assert path.read_text().startswith("Dear diary")
    path.unlink()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE bookmarks (url)")
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(path)


def test_a_place_where_no_file_can_be_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(path)
    file = path.parent / "file"
    file.touch()
    with pytest.raises(LedgerError, match="cannot be made"):
        open_ledger(file / "ledger.db")


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    with pytest.raises(LedgerError, match="cannot be used"):
        ledger.append([note("a")])


def as_nobody(path: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` as somebody who is not root, which may write anywhere."""
    drop = "import os; os.geteuid() or (os.setgroups([]), os.setgid(65534), os.setuid(65534))"
    loaded = "from treefall.ledger import open_ledger; open_ledger(':memory:').close()"
    text = f"{loaded}\n{drop}\nledger = open_ledger({str(path)!r})\n{code}"
    return subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)


@pytest.fixture
def frozen(library: str) -> Iterator[Path]:  # noqa: ARG001 - a fixture of a fixture
    """Return a ledger that anybody may read, in a folder of its own that nobody may write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        fill(path)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o700)


def test_a_ledger_that_is_read_only_can_be_read(frozen: Path) -> None:
    done = as_nobody(frozen, "print(len(list(ledger.entries())), list(ledger.check()), ledger.search('a') != ())")
    assert done.stdout == "1 [] True\n", done.stderr


def test_a_file_that_lies_still_is_read_without_a_journal(
    path: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    assert journal(path) == library
    monkeypatch.setattr(os, "access", lambda _, rights: rights == os.R_OK)
    with closing(open_ledger(path)) as ledger:
        assert list(ledger.entries()) == [note("a")]
        assert not list(ledger.check())
        assert list(path.parent.iterdir()) == [path]


def test_writing_to_a_read_only_ledger_is_one_clear_sentence(frozen: Path) -> None:
    done = as_nobody(frozen, "ledger.forget(['x'])")
    (told,) = [line for line in done.stderr.splitlines() if line.startswith("treefall.errors.LedgerError: ")]
    assert "it is read-only" in told


@pytest.mark.usefixtures("library")
def test_a_full_disk_is_told_and_nothing_is_lost(path: Path) -> None:
    fill(path)
    code = f"""
import resource
from treefall.errors import LedgerError
from treefall.ledger import open_ledger
from tests_note import note
ledger = open_ledger({str(path)!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
for number in range(1000):
    try:
        ledger.append([note(str(number), "x" * 5000)])
    except LedgerError as error:
        print(number, error)
        break
    print("ACK", number)
"""
    module = path.parent / "tests_note.py"
    module.write_text(NOTE)
    done = subprocess.run([sys.executable, "-c", code], cwd=path.parent, capture_output=True, text=True, check=True)
    *acknowledged, told = done.stdout.splitlines()
    assert "disk" in told
    assert acknowledged
    with closing(open_ledger(path)) as ledger:
        there = {entry.id for entry in ledger.entries()}
        assert {entry_id(line.split()[1]) for line in acknowledged} <= there
        assert not list(ledger.check())
        ledger.append([note("after")])


NOTE = """
from datetime import UTC, datetime
from treefall.model import Evidence, Kind, entry_id
def note(name, body=""):
    return Evidence(id=entry_id(name), at=datetime(2026, 5, 12, 12, tzinfo=UTC), source="note", origin="me",
        native=name, kind=Kind.NOTE, title=name, body=body)
"""


class Late(Sqlite):
    """A program that is overtaken by another between its look at the file and its turn to write."""

    @contextmanager
    def writing(self, owner: str) -> Iterator[None]:
        fill(Path(self.place), note("of the quicker one"))
        with super().writing(owner):
            yield


@pytest.mark.usefixtures("library")
def test_the_slower_of_two_programs_keeps_the_tables_that_the_quicker_one_made(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(Late(path)) as late:
        prepare(late)
    with closing(open_ledger(path)) as ledger:
        assert [entry.id for entry in ledger.entries()] == [entry_id("of the quicker one")]


@pytest.mark.usefixtures("library")
def test_three_programs_at_once_make_and_fill_one_ledger(path: Path) -> None:
    path.parent.mkdir(parents=True)
    (path.parent / "tests_note.py").write_text(NOTE)
    code = f"""
import sqlite3, sys
sqlite3.sqlite_version_info = {sqlite3.sqlite_version_info!r}
from treefall.ledger import open_ledger
from tests_note import note
sys.stdin.read()
ledger = open_ledger({str(path)!r})
for number in range(30):
    ledger.append([note(f"{{sys.argv[1]}}-{{number}}"), note("shared", sys.argv[1])], cursor=(sys.argv[1], str(number)))
ledger.close()
"""
    programs = [
        subprocess.Popen([sys.executable, "-c", code, name], cwd=path.parent, stdin=subprocess.PIPE, text=True)
        for name in "abc"
    ]
    for program in programs:
        assert program.stdin
        program.stdin.close()
    assert [program.wait() for program in programs] == [0, 0, 0]
    with closing(open_ledger(path)) as ledger:
        assert len(list(ledger.entries())) == 91
        assert ledger.cursors() == {"a": "29", "b": "29", "c": "29"}
        shared = [line.body for line in ledger.lines(entry_id("shared"))]
        assert all(a != b for a, b in pairwise(shared))
        assert not list(ledger.check())


@pytest.mark.usefixtures("library")
def test_what_was_forgotten_is_in_no_file(path: Path) -> None:
    words = [f"unspeakable{number}" for number in range(300)]
    with closing(open_ledger(path)) as ledger:
        for start in range(0, 300, 30):
            ledger.append(
                [note(word, f"{word} " * (1 + number % 700)) for number, word in enumerate(words)][start:][:30]
            )
        ledger.append([note(word, f"edited {word}") for word in words[::3]], written=NOON)
        ledger.append([note(f"kept{number}") for number in range(100)])
        assert b"unspeakable7" in files(path)
        ledger.forget(entry_id(word) for word in words)
        assert b"unspeakable" not in files(path)
        assert not list(ledger.check())
    assert b"unspeakable" not in files(path)
    assert b"kept7" in files(path)


@pytest.mark.parametrize("seed", [15, 20, 21])  # of which `secure_delete` alone leaves something
def test_nothing_stays_behind_where_lines_of_many_sizes_moved_about(path: Path, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same lines every time
    words = [f"unspeakable{number:03}" for number in range(120)]
    with closing(open_ledger(path)) as ledger:
        for start in range(0, 120, 30):
            ledger.append(note(word, f"{word} " * chance.randrange(200)) for word in words[start : start + 30])
            ledger.append(note(f"kept{start}-{number}", "k " * chance.randrange(900)) for number in range(20))
        ledger.append((note(word, f"edited {word} " * chance.randrange(100)) for word in words[::3]), written=NOON)
        gone = chance.sample(words, 60)
        ledger.forget(map(entry_id, gone))
        left = files(path)
        assert not [word for word in gone if word.encode() in left]
        assert not list(ledger.check())


@pytest.mark.usefixtures("library")
def test_what_another_machine_forgot_is_in_no_file_here(path: Path) -> None:
    with closing(open_ledger(path)) as ledger, closing(open_ledger(":memory:")) as other:
        ledger.append([note("unspeakable"), note("kept")])
        other.forget([entry_id("unspeakable")])
        assert ledger.merge(other.lines()) == 1
        assert b"unspeakable" not in files(path)


def files(path: Path) -> bytes:
    return b"\0".join(file.read_bytes() for file in path.parent.iterdir())


def test_the_ledger_of_every_release_opens(tmp_path: Path) -> None:
    copy = tmp_path / "ledger.db"
    copy.write_bytes(KEPT.read_bytes())
    with closing(open_ledger(copy)) as ledger:
        assert [type(entry).__name__ for entry in ledger.entries()] == [
            "Identity",
            "Evidence",
            "Accomplishment",
            "Telling",
        ]
        assert ledger.search("idempotency") == ("5a3c1c1b0e7d9f42",)
        assert [line.kind for line in ledger.lines("00000000deadbeef")] == ["forgotten"]
        assert ledger.cursors() == {"/home/ed/shop": "c0ffee"}
        assert not list(ledger.check())
        ledger.append([note("a")])


BROKEN: dict[str, tuple[str, str]] = {
    "body": ("UPDATE entries SET body = replace(body, 'drill', 'dri11')", "not what was written"),
    "bytes": ("UPDATE entries SET body = CAST(x'ff' || CAST(body AS BLOB) AS TEXT)", "not what was written"),
    "hash": ("UPDATE entries SET hash = replace(hash, substr(hash, 1, 1), 'x')", "not what was written"),
    "kind": ("UPDATE entries SET kind = 'gossip'", "not what was written"),
    "written": ("UPDATE entries SET written = 1", "not what was written"),
    "type": ("UPDATE entries SET body = CAST(body AS BLOB)", "something else than it should"),
    "at": ("UPDATE entries SET at = at + 1", "at another time"),
    "n": ("UPDATE entries SET n = n + 1", "not numbered"),
    "words": ("UPDATE texts SET words = words || ' more'", "not found by its words"),
    "lost words": ("DELETE FROM texts", "not found by its words"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_every_broken_promise_names_the_entry(path: Path, broken: str) -> None:
    fill(path, note("drill"), note("other"))
    statement, told = BROKEN[broken]
    where = "rowid = 1" if "texts" in statement else "line = 1"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"{statement} WHERE {where}")
    with closing(open_ledger(path)) as ledger:
        (line,) = list(ledger.check())
        assert line.startswith(f"{entry_id('drill')} line ")
        assert told in line


def test_words_of_nothing_and_cursors_that_changed_are_told(path: Path) -> None:
    fill(path)
    with closing(open_ledger(path)) as ledger:
        ledger.append([note("a", "edited")], cursor=("place", "1"), written=NOON)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO texts (rowid, words) VALUES (77, 'ghost'), (1, 'stale')")
        database.execute("UPDATE cursors SET position = '2'")
    with closing(open_ledger(path)) as ledger:
        assert sorted(ledger.check()) == [
            f"{entry_id('a')} line 1: words are found that do not stand",
            "cursor: where place left off is not what was written",
            "full text line 77: words are found that do not stand",
        ]


def test_an_index_of_words_that_lies_is_told(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE texts_content SET c0 = c0 || ' more'")
    with closing(open_ledger(path)) as ledger:
        told = list(ledger.check())
    assert any(line.startswith("full text: ") for line in told)


def test_any_flipped_byte_of_an_entry_names_it(path: Path) -> None:
    fill(path, note("drill", "a body of some length"), note("other"))
    sound = path.read_bytes()
    start = sound.index(b"me" + entry_id("drill").encode() + b"evidence")
    for offset in range(start, (start // PAGE + 1) * PAGE, 3):
        path.write_bytes(sound[:offset] + bytes([sound[offset] ^ 0x55]) + sound[offset + 1 :])
        with closing(open_ledger(path)) as ledger:
            assert any(line.startswith(entry_id("drill")) for line in ledger.check()), offset


def test_a_page_that_is_gone_names_the_entries_that_were_on_it(path: Path) -> None:
    names = [f"drill{number}" for number in range(200)]
    fill(path, *(note(name, name * 50) for name in names))
    content = bytearray(path.read_bytes())
    start = content.index(names[30].encode() * 2) // PAGE * PAGE
    content[start : start + 200] = b"\xee" * 200
    path.write_bytes(content)
    with closing(open_ledger(path)) as ledger:
        told = list(ledger.check())
        assert f"{entry_id(names[30])} line 1: cannot be read" in told
        assert not any(line.startswith(entry_id(names[199])) for line in told), told
        assert any(line.startswith("database: ") for line in told)
        with pytest.raises(LedgerError, match="is damaged"):
            list(ledger.entries())
