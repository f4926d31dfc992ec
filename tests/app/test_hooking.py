"""The hook: each commit leaves a line in the spool, and no commit is ever slower or fails because of it."""

import os
import resource
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from shell import Repository

from treefall.app import App, open_app
from treefall.app.spool import MOST, NAME, waiting
from treefall.errors import SourceError, TreefallError
from treefall.settings import read_settings

COMMITS = 100  # of each sort of trouble: 500 in all


@pytest.fixture
def shop(new_repository: Callable[[str], Repository]) -> Repository:
    return new_repository("shop")


@pytest.fixture
def app(tmp_path: Path) -> App:
    return open_app(tmp_path / "home")


def written(shop: Repository, content: str, folder: str = ".git/hooks", mode: int = 0o755) -> Path:
    path = shop.path / folder / "post-commit"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(mode)
    return path


def commits(shop: Repository, count: int = 1) -> None:
    for _ in range(count):
        shop.git("commit", "-q", "--allow-empty", "-m", "Charge once")


def test_a_commit_leaves_a_line_that_says_when_and_where(app: App, shop: Repository) -> None:
    app.hooking.install(shop.path)
    commits(shop, 2)
    found = waiting(app.settings.home)
    assert (found.commits, found.folders) == (2, (str(shop.path),))
    assert stat.S_IMODE((app.settings.home / NAME).stat().st_mode) == 0o600


def test_installing_lets_the_repository_be_read_and_twice_is_once(app: App, shop: Repository) -> None:
    first = app.hooking.install(shop.path / ".")
    assert not first.found
    content = first.path.read_bytes()
    assert app.hooking.install(shop.path).found
    assert first.path.read_bytes() == content
    sections = read_settings(app.settings.home, lambda names: names).sections
    assert sections["git"]["repositories"] == [str(shop.path)]


def test_removing_leaves_nothing(app: App, shop: Repository) -> None:
    path = app.hooking.install(shop.path).path
    assert app.hooking.remove(shop.path)
    assert not path.exists()
    assert app.hooking.remove(shop.path) is None


@pytest.mark.parametrize(
    "own", ["#!/bin/sh\necho own >>ran\n", "#!/usr/bin/env bash\nset -e\numask 022\necho own >>ran; exit 3"]
)
def test_a_shell_hook_that_stands_there_still_runs_under_its_own_name(app: App, shop: Repository, own: str) -> None:
    path = written(shop, own)
    app.hooking.install(shop.path)
    commits(shop)
    assert (shop.path / "ran").read_text() == "own\n"
    assert waiting(app.settings.home).commits == 1
    app.hooking.remove(shop.path)
    assert path.read_text() == own
    assert os.access(path, os.X_OK)


def test_a_hook_in_another_language_is_kept_beside_and_runs(app: App, shop: Repository) -> None:
    own = "#!/usr/bin/env python3\nopen('ran', 'w').write('own')\n"
    path = written(shop, own)
    hook = app.hooking.install(shop.path)
    assert hook.beside
    app.hooking.install(shop.path)
    commits(shop)
    assert (shop.path / "ran").read_text() == "own"
    assert waiting(app.settings.home).commits == 1
    app.hooking.remove(shop.path)
    assert path.read_text() == own
    assert not hook.beside.exists()


def test_a_hook_that_was_switched_off_stays_so(app: App, shop: Repository) -> None:
    path = written(shop, "#!/bin/sh\necho own >ran\n", mode=0o644)
    app.hooking.install(shop.path)
    commits(shop)
    assert not (shop.path / "ran").exists()
    assert waiting(app.settings.home).commits == 1
    app.hooking.remove(shop.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_link_to_a_hook_elsewhere_is_kept_as_it_is(app: App, shop: Repository, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("#!/bin/sh\n: >ran\n")
    elsewhere.chmod(0o755)
    path = shop.path / ".git" / "hooks" / "post-commit"
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(elsewhere)
    app.hooking.install(shop.path)
    commits(shop)
    assert (shop.path / "ran").exists()
    assert elsewhere.read_text() == "#!/bin/sh\n: >ran\n"
    app.hooking.remove(shop.path)
    assert path.readlink() == elsewhere


def test_two_hooks_of_somebodys_are_never_overwritten(app: App, shop: Repository) -> None:
    path = written(shop, "#!/usr/bin/env python3\n")
    path.with_name("post-commit.before-treefall").write_text("another")
    with pytest.raises(TreefallError, match="in the way"):
        app.hooking.install(shop.path)
    assert path.read_text() == "#!/usr/bin/env python3\n"


@pytest.mark.parametrize("named", ["own hooks", "~/hooks"])
def test_a_folder_of_hooks_that_the_setting_names_is_used(
    app: App, shop: Repository, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("HOME", str(shop.path.parent))
    shop.git("config", "core.hooksPath", named)
    hook = app.hooking.install(shop.path)
    assert hook.is_shared
    assert hook.path == (shop.path / named if named != "~/hooks" else shop.path.parent / "hooks") / "post-commit"
    commits(shop)
    assert waiting(app.settings.home).commits == 1


def test_a_worktree_leaves_its_own_line(app: App, shop: Repository) -> None:
    commits(shop)
    shop.git("worktree", "add", "-q", "../other")
    app.hooking.install(shop.path)
    Repository(shop.path.parent / "other").git("commit", "-q", "--allow-empty", "-m", "Charge once")
    assert waiting(app.settings.home).folders == (str(shop.path.parent / "other"),)


def test_where_there_is_no_repository_nothing_is_installed(app: App, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        app.hooking.install(tmp_path)


def test_hooks_that_cannot_be_written_are_an_error_that_says_so(app: App, shop: Repository) -> None:
    hooks = shop.path / ".git" / "hooks"
    hooks.rename(shop.path / ".git" / "hooks.old")
    hooks.write_text("no folder")
    with pytest.raises(SourceError, match="post-commit"):
        app.hooking.install(shop.path)


def test_a_home_with_any_name_is_named_as_it_is(shop: Repository, tmp_path: Path) -> None:
    app = open_app(tmp_path / "ed's $HOME `home` %s")
    app.hooking.install(shop.path)
    commits(shop)
    assert waiting(app.settings.home).commits == 1


@contextmanager
def locked(home: Path) -> Iterator[None]:
    with closing(sqlite3.connect(home / "ledger.db", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def full_spool(home: Path) -> Iterator[None]:
    (home / NAME).write_bytes(b"1780000000 /src/shop\n" * (MOST // 21 + 1))
    size = (home / NAME).stat().st_size
    yield
    assert (home / NAME).stat().st_size == size


@contextmanager
def full_disk(home: Path) -> Iterator[None]:
    """Let no file grow beyond what the spool has: appending to it fails as on a full disk."""
    most, hard = 1 << 18, resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    (home / NAME).write_bytes(b"1780000000 /src/shop\n" * (most // 21) + b" " * (most % 21))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert (home / NAME).stat().st_size == most


@contextmanager
def absent(home: Path) -> Iterator[None]:
    home.rename(home.with_name("away"))
    yield
    assert not home.exists()


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    (home / NAME).mkdir()  # which not even the superuser can append to
    home.chmod(0o500)
    yield
    home.chmod(0o700)


@pytest.mark.parametrize("trouble", [locked, full_spool, full_disk, absent, read_only])
def test_a_commit_never_fails_whatever_is_wrong_with_the_home(
    app: App, shop: Repository, trouble: Callable[[Path], Iterator[None]]
) -> None:
    app.hooking.install(shop.path)
    app.close()
    with trouble(app.settings.home):  # type: ignore[attr-defined]  # each is a context manager
        commits(shop, COMMITS)
    assert shop.git("rev-list", "--count", "HEAD") == str(COMMITS)


def test_the_hook_says_nothing(app: App, shop: Repository) -> None:
    path = app.hooking.install(shop.path).path
    with absent(app.settings.home):
        done = subprocess.run([str(path)], cwd=shop.path, capture_output=True, check=True)
    assert done.stdout + done.stderr == b""
