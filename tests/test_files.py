"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from treefall.files import contents, replace_file, texts


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


def test_files_of_a_folder_are_read_within_bounds(tmp_path: Path) -> None:
    for name, content in (
        ("b/c.md", b"\xff"),
        ("a.md", b"words"),
        ("d.md", b"too large"),
        (".e.md", b""),
        ("f.txt", b""),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    found = {"a.md": b"words", "b/c.md": b"\xff", "d.md": None}
    assert dict(contents(tmp_path, (".md",), 8)) == found
    assert dict(texts(tmp_path, (".md",), 8)) == {"a.md": "words", "b/c.md": None, "d.md": None}
    assert list(contents(tmp_path / "f.txt", (".md",))) == [("f.txt", b"")]
