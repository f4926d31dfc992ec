"""The packet as a person asks for it: on the screen, in a file, and what is said beside it."""

from io import StringIO
from pathlib import Path

import pytest
from inside import Inside
from papers import every_block
from rich.console import Console

from treefall.cli.documents import show_document


@pytest.fixture
def used(inside: Inside) -> Inside:
    inside.runs("collect", "--repo", ".", "--me", "ed@corp.example")
    return inside


def test_every_block_is_read_on_a_terminal() -> None:
    shown = StringIO()
    show_document(Console(file=shown, width=80), every_block("Words"), "sort")
    lines = shown.getvalue().splitlines()
    assert lines[:2] == ["Words   sort", "Words · 2026"]
    assert "Second             Words More.[1,2]" in lines
    assert "Words              Open: Words  treefall Words" in lines
    assert lines[lines.index("Words  5 of 500 characters") + 1] == "  Words[2]"
    assert lines[lines.index("Free  9 characters") + 1] == "  No limit."
    assert lines[-3:] == ["[1] Words; Words", "", "Proof: [2] b2, [3] c3"]
    assert any(line.startswith("Picture            Words 12 points from 1 January 2026") for line in lines)


def test_the_packet_is_shown_on_the_screen_with_what_is_open(used: Inside) -> None:
    shown = used.runs("packet")
    assert "what was done, and what it changed" in shown.out
    assert "Open: Which level are you at" in shown.out
    assert "Appendix" in shown.out


@pytest.mark.parametrize(
    ("name", "beginning"), [("p.md", b"# "), ("p.html", b"<!"), ("p.pdf", b"%PDF"), ("p.docx", b"PK")]
)
def test_the_file_says_by_its_name_in_which_format(used: Inside, tmp_path: Path, name: str, beginning: bytes) -> None:
    told = used.runs("packet", "--output", str(tmp_path / name))
    assert f"Written to {tmp_path / name}." in told.out
    assert (tmp_path / name).read_bytes().startswith(beginning)
    assert "Still open, and not printed" in told.err


def test_the_format_can_be_named_and_the_paper(used: Inside, tmp_path: Path) -> None:
    target = tmp_path / "packet"
    used.runs("packet", "--format", "pdf", "--output", str(target), "--paper", "letter")
    assert target.read_bytes().startswith(b"%PDF")
    used.runs("packet", "--output", str(target))
    assert target.read_bytes().startswith(b"# ")
    assert used.runs("packet", "--format", "md").out.startswith("# ")


def test_what_is_no_text_is_not_printed(used: Inside) -> None:
    refused = used.run("packet", "--format", "pdf")
    assert refused.status == 2
    assert "--output" in refused.err


def test_who_reads_it_decides_what_stands_in_it(used: Inside, tmp_path: Path) -> None:
    used.runs("names", "Grace Hopper", "--replace")
    told = used.runs("packet", "--output", str(tmp_path / "p.md"), "--profile", "outside")
    assert "For outside" in told.err
    assert "Grace" not in (tmp_path / "p.md").read_text(encoding="utf-8")


def _said(used: Inside, change: str, witness: str) -> None:
    """Record what the first piece of work changed, and who says so."""
    work = used.runs("list", "--json").json["accomplishments"][0]["id"]
    used.runs("ask", work, "--answer", f"change={change}", "--says", witness)


def test_what_is_printed_to_be_handed_on_is_redacted_as_a_file_is(used: Inside) -> None:
    _said(used, "The key ghp_1234567890abcdefghijklmnopqrstuvwxyz1A is no longer needed", "the board")
    for command in (("packet", "--format", "md"), ("self-review", "--format", "text")):
        printed = used.runs(*command).out
        assert "no longer needed" in printed
        assert "ghp_" not in printed


def test_the_words_of_a_witness_stand_whole_on_the_first_page(used: Inside, tmp_path: Path) -> None:
    words = "Nobody was charged twice; nobody had to call"
    _said(used, words, "the billing board")
    used.runs("packet", "--output", str(tmp_path / "p.md"))
    assert f"| “{words}”, says the billing board." in (tmp_path / "p.md").read_text(encoding="utf-8")


def test_what_others_said_stays_behind_when_one_leaves(used: Inside, tmp_path: Path) -> None:
    _said(used, "They renewed because nobody lost a minute", "the billing board")
    used.runs("names", "Grace Hopper", "--replace")
    used.runs("export", "--portable", str(tmp_path / "mine.json"))
    assert "They renewed" not in (tmp_path / "mine.json").read_text(encoding="utf-8")
