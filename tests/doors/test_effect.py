"""`treefall hook` and `treefall schedule`: shown first, and installed only once that is approved."""

from pathlib import Path

import pytest
from inside import Inside
from shell import Repository


def test_the_hook_is_shown_and_not_installed_without_a_yes(inside: Inside, shop_repository: Repository) -> None:
    done = inside.run("hook", "install")
    assert done.status == 1
    assert "Say so with --yes." in done.err
    assert "      printf '%s %s" in done.out
    assert not (shop_repository.path / ".git" / "hooks" / "post-commit").exists()


def test_the_hook_notes_what_the_next_collecting_reads(inside: Inside, shop_repository: Repository) -> None:
    inside.runs("hook", "install", "--yes")
    shop_repository.commit("Refund in one step (#450)", {"pay/refund.py": "x = 1\n" * 60})
    assert "1 commit waits to be read" in inside.runs("status").out
    inside.runs("collect")
    assert "waits" not in inside.runs("status").out
    assert "Refund in one step" in inside.runs("list").out
    assert "Removed from" in inside.runs("hook", "remove").err
    assert "no hook of Treefall's" in inside.runs("hook", "remove").err


def test_what_an_install_means_for_others_is_said(inside: Inside, shop_repository: Repository) -> None:
    shop_repository.git("config", "core.hooksPath", "ours")
    own = shop_repository.path / "ours" / "post-commit"
    own.parent.mkdir()
    own.write_text("#!/usr/bin/env python3\n")
    said = inside.runs("hook", "install", "--yes").err
    assert "core.hooksPath names this folder" in said
    assert "kept as post-commit.before-treefall" in said


@pytest.mark.parametrize("kind", ["systemd", "launchd", "cron"])
def test_a_schedule_is_only_shown(inside: Inside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    done = inside.runs("schedule", "--kind", kind, "--at", "17:30")
    assert "collect" in done.out
    assert "Nothing is installed yet" in done.err
    assert inside.run("schedule", "--install", "--kind", kind).status == 1
    assert not (tmp_path / ".config" / "systemd").exists()


def test_a_time_that_is_none_is_wrong_usage(inside: Inside) -> None:
    assert inside.run("schedule", "--at", "soon").status == 2
