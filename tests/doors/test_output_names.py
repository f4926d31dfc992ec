"""Papers are named alike: a file's ending says the format, another one is refused, and - is standard output."""

from pathlib import Path

import pytest
from inside import Inside

_PAPERS = (
    ("self-review", "--output"),
    ("packet", "--output"),
    ("rehearse", "--sheet", "--output"),
    ("brief", "1", "--output"),
    ("resume", "--output"),
    ("export", "--portable"),
)


@pytest.fixture
def used(inside: Inside) -> Inside:
    inside.runs("note", "Restore drill for the backups #prevention")
    inside.runs("list")
    return inside


@pytest.mark.parametrize("paper", _PAPERS, ids=" ".join)
def test_a_dash_is_standard_output_and_nothing_else_is_printed_there(used: Inside, paper: tuple[str, ...]) -> None:
    told = used.runs(*paper, "-")
    assert told.out.startswith(("#", "{"))
    assert "Written" not in told.out
    assert not (used.home.parent / "-").exists()


@pytest.mark.parametrize("paper", _PAPERS, ids=" ".join)
def test_an_ending_that_is_not_written_is_refused_before_anything_is(
    used: Inside, paper: tuple[str, ...], tmp_path: Path
) -> None:
    refused = used.run(*paper, str(tmp_path / "review.odt"))
    assert refused.status == 2
    assert "“.odt” is not written here; a name may end in ." in refused.err
    assert not (tmp_path / "review.odt").exists()


@pytest.mark.parametrize("paper", _PAPERS, ids=" ".join)
def test_a_name_without_an_ending_is_the_usual_format_and_what_stood_there_is_replaced(
    used: Inside, paper: tuple[str, ...], tmp_path: Path
) -> None:
    target = tmp_path / "paper"
    target.write_text("old", encoding="utf-8")
    assert f"Written to {target}." in used.runs(*paper, str(target)).out
    assert target.read_text(encoding="utf-8")[:1] in {"#", "{"}


@pytest.mark.parametrize("paper", _PAPERS, ids=" ".join)
def test_a_folder_that_is_not_there_is_said_to_be_so(used: Inside, paper: tuple[str, ...], tmp_path: Path) -> None:
    refused = used.run(*paper, str(tmp_path / "none" / "paper"))
    assert refused.status == 1
    assert "cannot be written: No such file or directory." in refused.err


def test_hints_carry_the_form_and_the_time_that_were_asked_for(used: Inside, tmp_path: Path) -> None:
    form = tmp_path / "own form.yaml"
    form.write_text("fields: [{label: Work, topic: accomplishments, limit: 5}]", encoding="utf-8")
    told = used.runs("self-review", "--form", str(form), "--format", "text", "--since", "2026-01-01")
    assert f"treefall self-review --form '{form}' --since 2026-01-01" in told.err


def test_where_nothing_is_on_record_it_is_said_how_to_begin(inside: Inside) -> None:
    for command in (("rehearse",), ("rehearse", "1"), ("rehearse", "--sheet")):
        refused = inside.run(*command)
        assert refused.status == 1
        assert 'treefall note "what I did"' in refused.err
    for command in (("rehearse", "--list"), ("rehearse", "--progress")):
        assert 'Next: treefall note "what I did"' in inside.runs(*command).out
    assert 'treefall note "what I did"' in inside.runs("resume").err
