"""The ledger stays the person's own: exported, merged, backed up, checked."""

import gzip
from pathlib import Path

from shell import Person, Repository


def test_export_and_import_give_the_same_bytes(ed: Person, tmp_path: Path) -> None:
    ed.runs("collect", "--repo", ".")
    ed.runs("note", "Restore drill went fine #prevention")
    ed.runs("told", ed.runs("list", "--json").json["accomplishments"][0]["id"], "--to", "Maya")
    ed.runs("undo")
    plain = tmp_path / "ledger.jsonl"
    ed.runs("export", "--plain", str(plain))
    other = Person(tmp_path / "other", ed.folder)
    other.runs("import", "--plain", str(plain))
    assert other.runs("export", "--plain", "-").out == plain.read_text()
    assert other.runs("import", "--plain", str(plain)).out == "Nothing was new.\n"
    assert other.runs("list", "--json").json == ed.runs("list", "--json").json


def test_two_machines_become_one(ed: Person, tmp_path: Path) -> None:
    other = Person(tmp_path / "other", ed.folder)
    for person, words in ((ed, "One from the laptop"), (other, "One from the desktop")):
        person.runs("collect", "--repo", ".")
        person.runs("note", words)
        person.runs("export", "--plain", str(tmp_path / f"{person.home.name}.jsonl"))
    ed.runs("import", "--plain", str(tmp_path / "other.jsonl"))
    other.runs("import", "--plain", str(tmp_path / "home.jsonl"))
    merged = ed.runs("export", "--plain", "-").out
    assert merged == other.runs("export", "--plain", "-").out
    assert "laptop" in merged
    assert "desktop" in merged


def test_an_import_that_cannot_be_read_changes_nothing(ed: Person, tmp_path: Path) -> None:
    ed.runs("note", "A drill")
    before = ed.runs("export", "--plain", "-").out
    for name, content in {
        "poem": b"roses are red\n",
        "cut": before.encode()[:-30],
        "zip": gzip.compress(b"x" * 99),
    }.items():
        (tmp_path / name).write_bytes(content)
        done = ed.run("import", "--plain", str(tmp_path / name))
        assert done.status == 1, done
        assert "Traceback" not in done.err
    assert ed.runs("export", "--plain", "-").out == before


def test_a_backup_is_really_restored(ed: Person, tmp_path: Path) -> None:
    ed.runs("note", "Restore drill went fine #prevention")
    ed.variables["TREEFALL_PASSPHRASE"] = "correct horse"
    target = tmp_path / "ledger.age"
    assert "compared: 1 line, nothing differs." in ed.runs("backup", str(target)).out
    assert b"Restore drill" not in target.read_bytes()
    assert "1 line," in ed.runs("backup", "--verify", str(target)).out
    other = Person(tmp_path / "other", ed.folder, ed.variables)
    assert other.runs("backup", "--restore", str(target)).out == "1 line was new.\n"
    assert other.runs("backup", "--restore", str(target)).out == "Nothing was new.\n"
    assert other.runs("export", "--plain", "-").out == ed.runs("export", "--plain", "-").out
    ed.variables["TREEFALL_PASSPHRASE"] = "wrong"
    assert ed.run("backup", "--verify", str(target)).status == 1
    del ed.variables["TREEFALL_PASSPHRASE"]
    assert "TREEFALL_PASSPHRASE" in ed.run("backup", str(target)).err


def test_the_doctor_finds_a_flipped_byte(ed: Person) -> None:
    ed.runs("note", "Restore drill went fine")
    assert ed.runs("doctor").out == "Every promise of the ledger holds.\n"
    path = ed.home / "ledger.db"
    path.write_bytes(path.read_bytes().replace(b"drill went fine", b"drill went well"))
    assert ed.runs("doctor", "--porcelain").out
    done = ed.run("doctor")
    broken = len(done.out.splitlines())
    assert done.status == 1
    assert done.err.startswith(f"{broken} promise{' is' if broken == 1 else 's are'} broken.")


def test_home_and_ledger_are_the_owners_alone(ed: Person) -> None:
    ed.runs("note", "A drill")
    assert ed.home.stat().st_mode & 0o777 == 0o700
    assert (ed.home / "ledger.db").stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_into_a_repository(ed: Person, shop_repository: Repository) -> None:
    def state() -> dict[Path, tuple[int, int]]:
        return {path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in shop_repository.path.rglob("*")}

    before = state()
    ed.runs()
    ed.runs("collect")
    assert state() == before
