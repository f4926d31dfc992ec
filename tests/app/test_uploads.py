"""Files of numbers that a browser sent lie below the home, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import NOW

from treefall.app.uploads import upload, uploaded
from treefall.errors import TreefallError
from treefall.model import Kind, State, Work

_WORK = Work(
    id="0123456789abcdef",
    title="Faster checkout",
    kind=Kind.CHANGE,
    state=State.DONE,
    start=NOW,
    end=NOW,
    reasons=(),
    credited=(),
    evidence=(),
    weight=1.0,
)


@given(st.text(max_size=300))
def test_no_name_leads_out_of_the_folder_of_its_work(name: str) -> None:
    home = Path("/home/ed/treefall")
    place = upload(home, _WORK, name)
    assert place.parent == home / "numbers" / _WORK.id
    assert place.name.strip(".")
    assert len(place.name) <= 80
    assert upload(home, _WORK, place.name) == place


def test_what_was_sent_is_there_for_its_owner_alone(tmp_path: Path) -> None:
    place = uploaded(tmp_path, _WORK, "p95.csv", b"one")
    assert uploaded(tmp_path, _WORK, "C:\\data\\p95.csv", b"two") == place
    assert place.read_bytes() == b"two"
    assert place.stat().st_mode & 0o077 == 0


def test_where_it_cannot_be_written_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(TreefallError, match="cannot be written"):
        uploaded(tmp_path / "home", _WORK, "p95.csv", b"one")
