"""Documents and notes: whose a page is, what sort of work it shows, and what is wrong with it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import FRED, Repository

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part, Rejected, Role, Tie
from treefall.sources.documents import Documents, sources
from treefall.value.pages import Called
from treefall.world import real_world

ME = "ed@corp.example"
ADR = Documents("/src/adr", "adr", Called((ME,), ("ed stone",)))
NOTES = Documents("/notes", "notes", Called((ME,)), own=True, private=True)
MINE, FREDS = Role(part=Part.AUTHOR, address=ME), Role(part=Part.AUTHOR, name="Fred Edwards")


def parsed(text: str, name: str = "queue.md", source: Documents = ADR) -> Evidence:
    found = source.parse(name, text)
    assert isinstance(found, Evidence), found
    return found


def test_a_design_document_is_its_authors() -> None:
    one = parsed("---\nauthors: [Ed Stone, Fred Edwards]\ndate: 2026-05-12\nstatus: accepted\n---\n# One queue\n\nWhy.")
    assert (one.kind, one.title, one.body) == (Kind.DOCUMENT, "One queue", "# One queue\n\nWhy.")
    assert one.roles == (MINE, FREDS)
    assert one.facts == {"status": "accepted"}
    assert one.at == datetime(2026, 5, 12, 12, tzinfo=UTC)
    assert not one.private


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("decisions/0001-one-queue.md", "# One queue\n"),
        ("ADR-1.md", "# One queue\n"),
        ("one-queue.md", "# One queue\n## Decision\nWe use one queue.\n"),
    ],
)
def test_a_decision_is_known_by_its_folder_or_its_sections(name: str, text: str) -> None:
    assert parsed(f"author: Ed Stone\ndate: 12 May 2026\n{text}", name).kind is Kind.DECISION


def test_a_document_that_i_only_reviewed_is_a_review() -> None:
    one = parsed("author: Fred Edwards\nreviewers: Ed Stone, Grace Hopper\ndate: May 12, 2026\n# One queue")
    assert one.kind is Kind.REVIEW
    assert one.roles == (
        FREDS,
        Role(part=Part.REVIEWER, address=ME),
        Role(part=Part.REVIEWER, name="Grace Hopper"),
    )


def test_a_document_of_somebody_elses_stays_theirs() -> None:
    one = parsed(f"author: Ed Stone <fred@corp.example>\ndate: 2026-05-12\nsays {ME}\n# One queue")
    assert one.roles == (Role(part=Part.AUTHOR, name="Ed Stone", address="fred@corp.example"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [(None, "no text"), ("author: Ed Stone\n# One queue", "no day"), ("date: 2026-05-12\n# One queue", "no author")],
)
def test_what_is_wrong_with_a_page_is_said(text: str | None, why: str) -> None:
    found = ADR.parse("queue.md", text)
    assert isinstance(found, Rejected)
    assert why in found.why


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-05-12.md", "Talked to Grace about the queue"),
        ("queue.org", "#+TITLE: Queue\n#+DATE: [2026-05-12 Tue]\n* Thoughts\nOne is enough."),
        ("queue.md", "---\ncreated: 2026-05-12\n---\nOne is enough."),
    ],
)
def test_a_note_is_mine_and_private(name: str, text: str) -> None:
    one = parsed(text, name, NOTES)
    assert (one.kind, one.private, one.roles) == (Kind.NOTE, True, ())
    assert one.at.date().isoformat() == "2026-05-12"


@pytest.mark.parametrize("text", ["tags: [learning, work]\n", "---\ntags:\n  - learning\n---\n", "read it #learning\n"])
def test_a_tag_names_the_kind_of_a_note(text: str) -> None:
    assert parsed(text, "2026-05-12.md", NOTES).kind is Kind.LEARNING


def test_only_notes_with_the_tag_are_read_where_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "2026-05-12.md").write_text("Queue #work")
    (tmp_path / "2026-05-13.md").write_text("Garden")
    (source,) = sources({"notes": [str(tmp_path)], "tag": "#work", "private": False}, (ME,), real_world())
    (batch,) = source.fetch(None, real_world())
    assert [(one.native, one.private) for one in batch.entries if isinstance(one, Evidence)] == [
        ("2026-05-12.md", False)
    ]
    assert batch.rejected == ()


def test_the_commit_that_added_a_page_speaks_where_its_head_does_not(
    new_repository: Callable[[str], Repository],
) -> None:
    shop = new_repository("shop")
    shop.commit("Decide on one queue", {"docs/adr/1.md": "# One queue\n"})
    shop.commit("Decide on two", {"docs/adr/2.md": "# Two queues\n"}, FRED)
    (source,) = sources({"folders": [str(shop.path / "docs" / "adr")]}, (ME,), real_world())
    (batch,) = source.fetch(None, real_world())
    assert [one.roles[0].address for one in batch.entries if isinstance(one, Evidence)] == [ME, FRED[1]]
    assert sum(isinstance(one, Tie) for one in batch.entries) == 2


def test_folders_are_called_by_their_repository_and_two_of_one_name_are_refused(
    new_repository: Callable[[str], Repository], tmp_path: Path
) -> None:
    shops = [new_repository(name).path / "docs" / "adr" for name in ("shop", "pay")]
    made = list(sources({"folders": [str(path) for path in shops]}, (ME,), real_world()))
    assert [one.name for one in made] == ["shop/docs/adr", "pay/docs/adr"]
    with pytest.raises(SettingsError, match="both called 'notes'"):
        list(sources({"notes": [str(tmp_path / "a" / "notes"), str(tmp_path / "b" / "notes")]}, (ME,), real_world()))


def test_a_changed_page_is_read_again_and_an_unchanged_folder_is_not(tmp_path: Path) -> None:
    for day in range(1, 4):
        (tmp_path / f"2026-05-0{day}.md").write_text("Queue")
    (source,) = sources({"notes": [str(tmp_path)]}, (ME,), real_world())
    (first,) = source.fetch(None, real_world())
    (again,) = source.fetch(first.cursor, real_world())
    assert again.entries == ()
    (tmp_path / "2026-05-01.md").write_text("Two queues")
    (changed,) = source.fetch(first.cursor, real_world())
    assert len(changed.entries) == 3


@given(st.text(max_size=2_000))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(NOTES.parse("2026-01-02.md", text), Evidence)


def test_a_folder_that_is_gone_is_an_error() -> None:
    with pytest.raises(SourceError):
        list(ADR.fetch(None, real_world()))


@pytest.mark.parametrize("section", [{"folders": "x"}, {"tag": 1}, {"private": "no"}, {"folder": []}])
def test_a_section_that_says_something_else_is_named(section: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=r"documents\."):
        list(sources(section, (ME,), real_world()))
