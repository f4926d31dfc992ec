"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from treefall.files import replace_file


def test_a_file_is_replaced_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "ledger.jsonl"
    target.write_text("old")
    replace_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_what_cannot_be_replaced_still_stands(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r".*"):
        replace_file(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
