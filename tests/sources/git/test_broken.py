import os
import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, cast

import pytest
from ledgerless import ME, Kept, kept
from shell import FRED, Repository, code

from treefall.errors import SourceError
from treefall.model import Stand
from treefall.ports import ProgramFailed, World
from treefall.sources.git import ANYBODY, Git, find
from treefall.world import real_world, run


def object_file(shop: Repository, name: str) -> Path:
    sha = shop.git("rev-parse", name)
    return shop.path / ".git" / "objects" / sha[:2] / sha[2:]


def written(shop: Repository, header: bytes, message: bytes) -> str:
    """Write a commit byte for byte on top of main."""
    tree, parent = shop.git("rev-parse", "HEAD^{tree}", "HEAD").split()
    body = b"tree %s\nparent %s\n%s\n\n%s" % (tree.encode(), parent.encode(), header, message)
    command = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    done = subprocess.run(command, cwd=shop.path, input=body, stdout=subprocess.PIPE, check=True)
    sha = done.stdout.decode().strip()
    shop.git("update-ref", "refs/heads/main", sha)
    return sha


def signed(author: str) -> bytes:
    return f"author {author}\ncommitter Ed Stone <{ME}> 1780000000 +0000".encode()


def test_a_missing_blob_leaves_the_counts_unknown_and_the_reading_goes_on(shop: Repository) -> None:
    first = shop.commit("One", {"a": code("a", 3)})
    lost = shop.commit("Two", {"b": code("b", 3)})
    blob = object_file(shop, f"{lost}:b")
    shop.git("rm", "-q", "b")
    removed = shop.commit("Three", {})
    last = shop.commit("Four", {"c": code("c", 3)})
    blob.unlink()
    found = kept(shop.path).evidence
    assert [found[sha].files is None for sha in (first, lost, removed, last)] == [False, True, True, False]


def test_many_missing_blobs_do_not_take_for_ever(shop: Repository) -> None:
    shas = [shop.commit(f"Commit {number}", {"f": f"{number}\n"}) for number in range(60)]
    for sha in shas[:55]:
        object_file(shop, f"{sha}:f").unlink()
    found = kept(shop.path).evidence
    assert [found[sha].files is None for sha in shas] == [True] * 56 + [False] * 4


def test_a_shallow_border_has_no_counts(shop: Repository, tmp_path: Path) -> None:
    shas = [shop.commit(f"Commit {number}", {f"f{number}": "1\n"}) for number in range(4)]
    copy = tmp_path / "copy"
    shop.git("clone", "-q", "--depth", "2", f"file://{shop.path}", str(copy))
    found = kept(copy).evidence
    assert set(found) == set(shas[2:])
    assert found[shas[2]].files is None
    assert found[shas[3]].files is not None


def test_a_missing_commit_is_told_and_the_rest_is_read(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "broken")
    lost = shop.commit("Lost", {"b": "1\n"})
    shop.commit("Above", {"c": "1\n"})
    shop.git("checkout", "-q", "main")
    sound = shop.commit("Sound", {"d": "1\n"})
    object_file(shop, lost).unlink()
    ledger = kept(shop.path)
    assert {base, sound} <= set(ledger.evidence)
    assert len(ledger.rejected) == 1
    assert str(shop.path) in ledger.rejected[0].where
    assert ledger.collect() == 0


def test_another_object_format_is_read(shop: Repository, tmp_path: Path) -> None:
    shop.path = tmp_path / "sha256"
    shop.path.mkdir()
    shop.git("init", "-q", "-b", "main", "--object-format=sha256")
    shas = [shop.commit("One", {"a": code("a", 4)}), shop.commit("Two", {"b": code("b", 4)})]
    ledger = kept(shop.path)
    assert set(ledger.evidence) == set(shas)
    shas.append(shop.commit("Three", {"c": "1\n"}))
    ledger.collect()
    assert set(ledger.evidence) == set(shas)
    assert len(shas[0]) == 64


@pytest.mark.parametrize("date", ["", "notadate", "99999999999999999999 +0000", "-5 +0000", "1700000000 +9999"])
def test_a_bad_date_is_1970_and_said_to_be_bad(shop: Repository, date: str) -> None:
    shop.commit("Base", {"a": "1\n"})
    sha = written(shop, signed(f"Ed Stone <{ME}> {date}"), b"Odd")
    found = kept(shop.path).evidence[sha]
    assert (found.at, found.offset, found.facts["bad_date"]) == (datetime(1970, 1, 1, tzinfo=UTC), 0, True)


def test_odd_bytes_become_text(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"})
    author = f"Ed Stone <{ME}> 1780000000 -0330"
    latin = written(shop, signed(author) + b"\nencoding ISO-8859-1", b"caf\xe9\0hidden")
    plain = written(shop, signed(author), b"na\xefve\r\n\r\nbody\r\n")
    forged = written(shop, signed(author), b"\x01" + b"f" * 40 + b" \n=x\n\n=y")
    found = kept(shop.path).evidence
    assert found[latin].title == "caf\xe9"
    assert (found[plain].title, found[plain].body, found[plain].offset) == ("na\ufffdve", "body", -210)
    assert len(found) == 4
    assert forged in found


def test_an_endless_subject_is_cut(shop: Repository) -> None:
    shop.commit("Base", {"a": "1\n"})
    sha = written(shop, signed(f"Ed Stone <{ME}> 1780000000 +0000"), b"x" * 9_000_000 + b"\n\n" + b"y\n" * 50_000)
    found = kept(shop.path).evidence[sha]
    assert (len(found.title), len(found.body)) <= (2_000, 20_000)


def test_replaced_commits_are_read_as_they_were_written(shop: Repository) -> None:
    real = shop.commit("Real", {"a": "1\n"})
    shop.commit("Next", {"b": "1\n"})
    other = shop.git("commit-tree", "-m", "Replaced", f"{real}^{{tree}}")
    shop.git("replace", real, other)
    assert {one.title for one in kept(shop.path).evidence.values()} == {"Real", "Next"}


def test_no_program_of_the_repository_runs_and_nothing_in_it_changes(shop: Repository, tmp_path: Path) -> None:
    canary, script = tmp_path / "canary", tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    script.chmod(0o755)
    shop.commit("One", {"f": "1\n", ".gitattributes": "* diff=evil filter=evil\n"})
    shop.commit("Two", {"f": "2\n"})
    header = signed(f"Ed Stone <{ME}> 1780000000 +0000") + b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x"
    written(shop, header, b"Signed")
    names = "core.fsmonitor core.pager pager.log diff.external diff.evil.textconv diff.evil.command filter.evil.clean"
    names += " core.sshCommand gpg.program credential.helper core.askPass core.gitProxy core.alternateRefsCommand"
    for name in names.split():
        shop.git("config", name, str(script))
    shop.git("config", "log.showSignature", "true")
    shop.git("config", "core.hooksPath", str(tmp_path))
    before = {path: os.lstat(path).st_mtime_ns for path in shop.path.rglob("*")}
    assert len(kept(shop.path).evidence) == 3
    assert not canary.exists()
    assert {path: os.lstat(path).st_mtime_ns for path in shop.path.rglob("*")} == before


def test_a_broken_name_does_not_hide_the_sound_ones(shop: Repository) -> None:
    sha = shop.commit("One", {"a": "1\n"})
    shop.git("tag", "-a", "-m", "one", "v1.0")
    (shop.path / ".git" / "refs" / "heads" / "empty").touch()
    (shop.path / ".git" / "refs" / "heads" / "lost").write_text("1" * 40 + "\n")
    ledger = kept(shop.path)
    assert set(ledger.evidence) == {sha}
    assert ledger.standing(Stand.RELEASED) == {sha: "v1.0"}
    assert ledger.collect() == 0


def test_a_bare_repository_that_lies_in_a_folder_is_not_taken_for_the_folder(shop: Repository) -> None:
    shop.commit("One", {"docs/text": "1\n"})
    shop.git("clone", "-q", "--bare", str(shop.path), str(shop.path / "docs" / "bare"))
    inner = shop.path / "docs" / "bare" / "refs"
    assert not list(find([shop.path / "docs" / "text"]))
    with pytest.raises(SourceError):
        list(Git(str(inner), ANYBODY).fetch(None, real_world()))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a repository away")
def test_somebody_elses_repository_is_refused_with_a_way_out(shop: Repository) -> None:
    shop.commit("One", {"a": "1\n"})
    for path in (shop.path, *shop.path.rglob("*")):
        os.chown(path, 65_534, 65_534)
    with pytest.raises(SourceError, match="belongs to somebody else") as refused:
        list(Git(str(shop.path), (ME,)).fetch(None, real_world()))
    assert "safe.directory" in refused.value.hint


@pytest.mark.parametrize(
    "failed", [(-9, ""), (128, ""), (128, "fatal: write failure on standard output: No space left on device")]
)
@pytest.mark.parametrize("turn", range(1, 12))
def test_a_git_that_is_stopped_is_no_broken_repository(shop: Repository, turn: int, failed: tuple[int, str]) -> None:
    """Whichever git is killed in the middle, what was written is true and the next reading goes on."""
    for number in range(6):
        shop.commit(f"Commit {number}", {f"f{number}": code("f", 5)})
    shop.git("revert", "--no-edit", "HEAD", by=FRED)
    left = [turn]

    def killed(argv: Sequence[str], **rest: Any) -> Iterator[bytes]:  # noqa: ANN401 - whatever a run is given
        output = run(argv, **rest)
        left[0] -= 1
        if left[0] == 0:
            with closing(
                cast("Generator[bytes, None, None]", output)
            ):  # a program that is left alone would be heard of whenever memory is tidied up
                yield from islice(output, 1)
            raise ProgramFailed(*failed)
        yield from output

    ledger = Kept(shop.path)
    for world in (World(real_world().now, killed), real_world()):
        try:
            for batch in Git(str(shop.path), (ME,)).fetch(ledger.cursor, world):
                ledger.entries.update({entry.id: entry for entry in batch.entries})
                ledger.cursor = batch.cursor
        except SourceError as error:
            assert (world.run, error.hint) == (killed, "Try again: it goes on where it was.")  # noqa: PT017
    assert ledger.entries == kept(shop.path).entries


def test_a_ledger_outlives_its_repository(shop: Repository, tmp_path: Path) -> None:
    shop.commit("One", {"a": "1\n"})
    ledger = Kept(shop.path)
    ledger.collect()
    shop.path.rename(tmp_path / "moved")
    with pytest.raises(SourceError, match="is not there"):
        ledger.collect()
    assert len(ledger.evidence) == 1
