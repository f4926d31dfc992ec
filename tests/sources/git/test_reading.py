import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ledgerless import ME, Kept, kept
from shell import ED, FRED, GRACE, Repository, code

from treefall.errors import SettingsError, SourceError
from treefall.model import FileChange, FileSummary, Part
from treefall.sources.git import ANYBODY, Git, sources
from treefall.sources.git import reading as reading_module
from treefall.world import real_world


def test_one_commit_of_mine_is_one_piece_of_evidence(shop: Repository) -> None:
    root = shop.commit("Start", {"README.md": "shop\n"}, GRACE)
    sha = shop.commit("Add charges (#4)\n\nWhy: money.\n", {"pay/charge.py": code("charge", 3)})
    (found,) = kept(shop.path).evidence.values()
    assert (found.native, found.origin, found.title, found.body) == (sha, root, "Add charges (#4)", "Why: money.")
    assert found.at.tzinfo is UTC
    assert found.offset == 120
    assert found.files == FileSummary(
        count=1, added=3, deleted=0, changes=(FileChange(path="pay/charge.py", added=3, deleted=0),)
    )
    assert found.facts == {"created": 1, "opened": "pay"}
    assert [(role.part, role.name, role.address) for role in found.roles] == [(Part.AUTHOR, *ED)]


def test_an_address_that_contains_mine_is_not_me(shop: Repository) -> None:
    shop.commit("Rank", {"a": "1\n"}, FRED)
    assert kept(shop.path).evidence == {}
    assert kept(shop.path, "red@corp.example").evidence == {}


def test_collecting_twice_adds_nothing(shop: Repository) -> None:
    shop.commit("Add charges", {"a": "1\n"})
    ledger = kept(shop.path)
    assert ledger.collect() == 0
    assert list(Git(str(shop.path), (ME,)).fetch(ledger.cursor, real_world())) == []


def test_only_what_is_new_is_read_the_second_time(shop: Repository) -> None:
    shop.commit("Add charges", {"a": "1\n"})
    ledger = kept(shop.path)
    sha = shop.commit("Add refunds", {"b": "1\n"})
    (batch, *_) = Git(str(shop.path), (ME,)).fetch(ledger.cursor, real_world())
    assert [entry.native for entry in batch.entries if hasattr(entry, "native")] == [sha]


def test_another_address_of_mine_reads_the_past_again(shop: Repository) -> None:
    shop.commit("Old", {"a": "1\n"}, ("Ed", "ed@old.example"))
    ledger = kept(shop.path)
    assert ledger.evidence == {}
    ledger.mine = (ME, "ed@old.example")
    ledger.collect()
    assert len(ledger.evidence) == 1


def test_an_earlier_since_reads_the_past_again(shop: Repository) -> None:
    first, second = shop.commit("One", {"a": "1\n"}), shop.commit("Two", {"a": "2\n"})
    at = kept(shop.path).evidence[second].at
    ledger = Kept(shop.path, since=at)
    ledger.collect()
    assert set(ledger.evidence) == {second}
    ledger.since = None
    ledger.collect()
    assert set(ledger.evidence) == {first, second}
    ledger.since = at
    assert ledger.collect() == 0


@pytest.mark.parametrize("stop", range(1, 8))
def test_a_reading_that_was_cut_off_goes_on_where_it_was(
    shop: Repository, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    monkeypatch.setattr(reading_module, "_LOT", 2)
    for number in range(11):
        shop.commit(f"Commit {number}", {f"f{number}": code("f", number)})
    ledger = Kept(shop.path)
    ledger.collect(stop_after=stop)
    written = len(ledger.evidence)
    assert ledger.collect() >= 11 - written
    assert ledger.entries == kept(shop.path).entries
    assert ledger.collect() == 0


def test_a_cut_off_reading_starts_anew_if_the_names_have_moved(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_module, "_LOT", 2)
    for number in range(5):
        shop.commit(f"Commit {number}", {f"f{number}": "1\n"})
    ledger = Kept(shop.path)
    ledger.collect(stop_after=1)
    shop.commit("Late", {"late": "1\n"})
    ledger.collect()
    assert ledger.entries == kept(shop.path).entries


@pytest.mark.parametrize("text", ["", "nonsense", "{}", '{"version": 99}', '{"state": 3, "version": 1}'])
def test_a_cursor_of_another_kind_reads_everything(shop: Repository, text: str) -> None:
    shop.commit("One", {"a": "1\n"})
    ledger = Kept(shop.path)
    ledger.cursor = text
    ledger.collect()
    assert len(ledger.evidence) == 1


def test_all_branches_tags_and_a_detached_head_are_read(shop: Repository) -> None:
    base = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "feature")
    on_branch = shop.commit("Feature", {"b": "1\n"})
    shop.git("checkout", "-q", "--detach", base)
    tagged = shop.commit("Tagged", {"c": "1\n"})
    shop.git("tag", "-a", "-m", "keep", "keepsake")
    shop.git("checkout", "-q", "--detach", base)
    detached = shop.commit("Detached", {"d": "1\n"})
    assert set(kept(shop.path).evidence) == {base, on_branch, tagged, detached}


def test_stashes_and_notes_are_nobodys_work(shop: Repository) -> None:
    sha = shop.commit("Base", {"a": "1\n"})
    (shop.path / "a").write_text("changed\n")
    shop.git("stash")
    shop.git("notes", "add", "-m", "note")
    assert set(kept(shop.path).evidence) == {sha}


def test_merges_have_no_files_and_say_how_many_parents(shop: Repository) -> None:
    root = shop.commit("Base", {"a": "1\n"})
    shop.git("checkout", "-q", "-b", "feature")
    shop.commit("Feature", {"b": "1\n"})
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "-m", "Merge", "feature")
    found = kept(shop.path).evidence
    merge = found[shop.git("rev-parse", "HEAD")]
    assert merge.files is None
    assert merge.facts == {"parents": 2}
    assert found[root].facts == {"parents": 0, "created": 1}


def test_only_my_own_work_is_counted(shop: Repository) -> None:
    shop.commit("Base\n\nReviewed-by: Ed Stone <ed@corp.example>", {"a": "1\n"}, GRACE)
    shop.commit("Pair\n\nCo-Authored-By: Ed Stone\n <ED@corp.example>", {"b": "1\n"}, GRACE)
    reviewed, pair = sorted(kept(shop.path).evidence.values(), key=lambda one: one.at)
    assert reviewed.files is None
    assert pair.files is not None
    assert pair.files.added == 1


def test_a_renamed_file_keeps_its_history(shop: Repository) -> None:
    shop.commit("Base", {"old name": code("x", 30)})
    shop.git("mv", "old name", "new\tname\n")
    sha = shop.commit("Move", {})
    files = kept(shop.path).evidence[sha].files
    assert files is not None
    assert files.changes == (FileChange(path="new\tname\n", added=0, deleted=0, old="old name"),)


def test_files_that_were_not_there_before_are_counted(shop: Repository) -> None:
    shop.commit("Base", {"old": code("x", 30), "other": "1\n"})
    shop.git("mv", "old", ":A\tnew\n")
    sha = shop.commit("Move, add and grow", {"A": "1\n", ":100644 A": "1\n", "other": "2\n"})
    assert kept(shop.path).evidence[sha].facts == {"created": 2}


def test_a_binary_file_has_no_lines(shop: Repository) -> None:
    (shop.path / "logo").write_bytes(b"\0\1\2")
    sha = shop.commit("Logo", {})
    files = kept(shop.path).evidence[sha].files
    assert files == FileSummary(count=1, added=0, deleted=0, changes=(FileChange(path="logo"),))


def test_a_very_wide_commit_keeps_its_largest_files_and_all_its_counts(shop: Repository) -> None:
    files = {f"d/{number}": "x\n" for number in range(1_200)} | {"d/largest": "x\n" * 50}
    sha = shop.commit("Wide", files)
    summary = kept(shop.path).evidence[sha].files
    assert summary is not None
    assert (summary.count, summary.added, len(summary.changes)) == (1_201, 1_250, 1_000)
    assert "d/largest" in {change.path for change in summary.changes}


def test_everybody_can_be_read(shop: Repository) -> None:
    shop.commit("One", {"a": "1\n"}, GRACE)
    shop.commit("Two", {"b": "1\n"}, FRED)
    assert [one.files is not None for one in kept(shop.path, *ANYBODY).evidence.values()] == [True, True]


def test_nobody_reads_nothing(shop: Repository) -> None:
    shop.commit("One", {"a": "1\n"})
    source = Git(str(shop.path), ())
    assert [batch.entries for batch in source.fetch(None, real_world())] == [()]


def test_an_empty_repository_says_so_once(shop: Repository) -> None:
    ledger = kept(shop.path)
    assert [(one.source, one.why) for one in ledger.rejected] == [("git", "there is no commit in it yet")]
    ledger.rejected.clear()
    ledger.collect()
    assert (ledger.entries, ledger.rejected) == ({}, [])


def test_the_origin_is_the_same_in_every_copy(shop: Repository, tmp_path: Path) -> None:
    root = shop.commit("Root", {"a": "1\n"})
    shop.commit("Next", {"a": "2\n"})
    shop.git("checkout", "-q", "--orphan", "pages")
    shop.commit("Pages", {"index": "1\n"})
    copy = tmp_path / "copy"
    shop.git("clone", "-q", "--branch", "pages", str(shop.path), str(copy))
    assert {one.origin for one in kept(shop.path).evidence.values()} == {root}
    assert kept(copy).evidence == kept(shop.path).evidence


def test_a_bare_copy_and_a_work_tree_give_the_same(shop: Repository, tmp_path: Path) -> None:
    shop.commit("Root", {"a": "1\n"})
    shop.git("clone", "-q", "--bare", str(shop.path), str(tmp_path / "bare"))
    shop.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    assert kept(tmp_path / "bare").evidence == kept(tmp_path / "tree").evidence == kept(shop.path).evidence


def test_a_submodule_is_a_repository_of_its_own(new_repository: Callable[[str], Repository]) -> None:
    shop, library = new_repository("shop"), new_repository("library")
    inner = library.commit("Library", {"a": "1\n"})
    outer = shop.commit("Shop", {"b": "1\n"})
    shop.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(library.path), "lib")
    assert set(kept(shop.path).evidence) == {outer}
    assert set(kept(shop.path / "lib").evidence) == {inner}


def test_a_place_without_a_repository_says_what_to_do(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "is not a git repository"), (tmp_path / "gone", "is not there")):
        with pytest.raises(SourceError, match=words) as refused:
            list(Git(str(path), (ME,)).fetch(None, real_world()))
        assert refused.value.hint


def test_a_source_travels_to_workers_and_names_its_place(shop: Repository, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(shop.path)
    source = Git(str(tmp_path / "link"), (ME,), datetime(2026, 1, 1, tzinfo=UTC))
    assert pickle.loads(pickle.dumps(source)) == source  # noqa: S301 - our own bytes
    assert source.place == f"git:{shop.path.resolve()}"


def test_the_settings_name_the_places() -> None:
    section = {"repositories": ["/a", "/b"], "since": "2026-01-31", "workers": 3}
    found = list(sources(section, ("<Ed@Corp.example>", " "), real_world()))
    assert found[0] == Git("/a", (ME,), datetime(2026, 1, 31, tzinfo=UTC), 3)
    assert [source.path for source in found] == ["/a", "/b"]
    assert not list(sources({}, (ME,), real_world()))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (datetime(2026, 1, 31, tzinfo=UTC).date(), datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-01-31T02:00:00+02:00", datetime(2026, 1, 31, tzinfo=UTC)),
        (None, None),
    ],
)
def test_since_is_a_date_or_an_instant(said: object, meant: datetime | None) -> None:
    (source,) = sources({"repositories": ["/a"], "since": said}, (ME,), real_world())
    assert source.since == meant


@pytest.mark.parametrize(
    "section",
    [
        {"repositories": "/a"},
        {"repositories": [1]},
        {"since": "soon"},
        {"since": 3},
        {"workers": 0},
        {"workers": "two"},
    ],
)
def test_wrong_settings_name_their_key(section: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=rf"git\.{next(iter(section))}"):
        list(sources(section, (ME,), real_world()))
