"""A piece of work goes by its number in the last listing, or by the beginning of an id."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from treefall.app.naming import named, number
from treefall.errors import NotFound
from treefall.model import Kind, Seen, State, Work

NOW = datetime(2026, 5, 12, tzinfo=UTC)


def work(id_: str, *shas: str) -> Work:
    seen = tuple(Seen(id=f"e{sha}", source="git", origin="root", native=sha, title=sha, at=NOW) for sha in shas)
    return Work(
        id=id_,
        title=id_,
        kind=Kind.CHANGE,
        state=State.DONE,
        start=NOW,
        end=NOW,
        reasons=(),
        credited=(),
        evidence=seen,
        weight=0,
    )


ONE, OTHER = work("1234abcd", "feedc0de", "0123beef"), work("1234ef01", "cafe0000")
WORKS = (ONE, OTHER)


def test_numbers_are_those_of_the_last_listing(tmp_path: Path) -> None:
    number([OTHER, ONE], tmp_path)
    assert named("1", WORKS, tmp_path) == OTHER
    number([ONE], tmp_path)
    assert named("1", WORKS, tmp_path) == ONE


def test_a_word_of_a_title_is_suggested_and_never_taken(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no piece of work called cd") as caught:
        named("cd", WORKS, tmp_path)
    assert caught.value.hint == "See what there is: treefall list"
    with pytest.raises(NotFound, match="no piece of work called 4AB") as caught:
        named("4AB", WORKS, tmp_path)
    assert caught.value.hint == "Do you mean 1234abcd (“1234abcd”)?"


@pytest.mark.parametrize("ref", ["1234a", "1234ABCD", "feedc", "efeed", "0123"])
def test_the_beginning_of_an_id_is_enough(tmp_path: Path, ref: str) -> None:
    assert named(ref, WORKS, tmp_path) == ONE


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("1234", "could be 2"),
        ("beef", "no piece of work called beef"),
        ("fe", "called fe"),
        ("7", "no number 7"),
        ("0", "no number 0"),
    ],
)
def test_what_names_nothing_or_too_much_is_said(tmp_path: Path, ref: str, said: str) -> None:
    number(WORKS, tmp_path)
    with pytest.raises(NotFound, match=said) as caught:
        named(ref, WORKS, tmp_path)
    assert caught.value.hint


def test_a_damaged_listing_has_no_numbers(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "listing.json").write_bytes(b"\xff")
    with pytest.raises(NotFound, match="no number 1"):
        named("1", WORKS, tmp_path)
