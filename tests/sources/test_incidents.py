"""Postmortems in Markdown: what a page says, whose it is, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import FRED, Repository

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Part, Rejected, Role, Tie, entry_id
from treefall.sources.incidents import Incidents, sources
from treefall.value.pages import Called
from treefall.world import real_world

ME = "ed@corp.example"
SOURCE = Incidents("/src/postmortems", "postmortems", Called((ME,), ("ed stone", "estone")))
FRONT = """\
---
title: Checkout answered 502
date: 2026-03-14T09:05+01:00
severity: SEV-1
duration: 1 h 20 min
time_to_acknowledge: 4 minutes
commander: Ed Stone
responders:
  - Grace Hopper <grace@corp.example>
  - "@fred"
---

# Checkout answered 502

## Summary
The connection pool was exhausted.

## Action items
- [x] Alert on pool size
- [ ] Load test before a sale
- [X] Raise the limit (Grace)
"""
HEADINGS = """\
# Near miss: the backup key was about to expire

**Date:** 12 May 2026
**Severity:** none

| Field | Value |
|---|---|
| Authors | estone, Grace Hopper |
| Time to resolve | 42 |

## My part
Found it while rehearsing the restore.

## Follow-ups
| What | State |
|---|---|
| Rotate by calendar | done |
| Test restores monthly | open |
"""


def parsed(text: str, name: str = "outage.md", source: Incidents = SOURCE) -> Evidence:
    found = source.parse(name, text)
    assert isinstance(found, Evidence), found
    return found


def rejected(text: str | None, name: str = "outage.md") -> str:
    found = SOURCE.parse(name, text)
    assert isinstance(found, Rejected)
    return found.why


def test_front_matter_says_all() -> None:
    one = parsed(FRONT)
    assert (one.kind, one.title) == (Kind.INCIDENT, "Checkout answered 502")
    assert (one.at, one.offset) == (datetime(2026, 3, 14, 8, 5, tzinfo=UTC), 60)
    assert one.facts == {
        "severity": "SEV-1",
        "minutes": 80,
        "acknowledged": 4,
        "part": "commander",
        "follow_ups": 3,
        "followed_up": 2,
    }
    assert one.roles == (
        Role(part=Part.AUTHOR, address=ME),
        Role(part=Part.CO_AUTHOR, name="Grace Hopper", address="grace@corp.example"),
        Role(part=Part.CO_AUTHOR, name="fred"),
    )
    assert "pool was exhausted" in one.body
    assert "commander" not in one.body


def test_lines_tables_and_headings_say_all_too() -> None:
    one = parsed(HEADINGS)
    assert one.kind is Kind.PREVENTION
    assert one.at == datetime(2026, 5, 12, 12, tzinfo=UTC)
    assert one.facts == {
        "severity": "none",
        "resolved": 42,
        "part": "Found it while rehearsing the restore.",
        "follow_ups": 2,
        "followed_up": 1,
        "near_miss": True,
    }


def test_a_page_that_names_others_only_is_theirs() -> None:
    assert [role.name for role in parsed("date: 2026-01-02\nowner: Fred Edwards\n").roles] == ["Fred Edwards"]


@pytest.mark.parametrize("name", ["Ed", "Stone", "Fred Ed Stone", "Ed Stone Jr"])
def test_part_of_a_name_is_not_me(name: str) -> None:
    assert all(role.address != ME for role in parsed(f"date: 2026-01-02\nowner: {name}\n").roles)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "no text"),
        ("# Outage\n", "says no day"),
        ("date: 2026-02-30\n", "says no day"),
        ("date: 2026-01-02\n", "names nobody"),
    ],
)
def test_what_is_wrong_with_a_page_is_said(text: str | None, why: str) -> None:
    assert why in rejected(text)


def test_a_page_that_names_nobody_is_mine_where_all_of_the_folder_is() -> None:
    own = replace(SOURCE, mine=True)
    assert parsed("# Outage\n", "2026-01-02-outage.md", own).roles == ()


@pytest.mark.parametrize(("answer", "kind"), [("yes", Kind.PREVENTION), ("no", Kind.INCIDENT)])
def test_a_page_may_say_that_nothing_happened(answer: str, kind: Kind) -> None:
    assert parsed(f"near miss: {answer}\ndate: 2026-01-02\nowner: estone\n# The near miss").kind is kind


@pytest.mark.parametrize(
    ("point", "done"),
    [
        ("[x] a", 1),
        ("[ ] a was fixed", 0),
        ("a (done)", 1),
        ("a", 0),
        ("a: not done", 0),
        ("✅ a", 1),
        ("closed: a", 1),
    ],
)
def test_a_follow_up_is_done_where_its_box_or_its_words_say_so(point: str, done: int) -> None:
    one = parsed(f"date: 2026-01-02\nowner: estone\n# Outage\n## Follow-up\n- {point}\n")
    assert one.facts["followed_up"] == done


@given(st.text(max_size=2_000))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(SOURCE.parse("2026-01-02.md", f"owner: estone\n{text}"), Evidence)


def test_in_a_repository_who_added_a_page_made_it(new_repository: Callable[[str], Repository]) -> None:
    shop = new_repository("shop")
    shop.commit("Tell of the outage", {"docs/postmortems/pool.md": "# Pool exhausted\n" * 3})
    shop.commit(
        "Tell of another", {"docs/postmortems/dns.md": "# Names lost\n" * 3, "docs/postmortems/README.md": "x"}, FRED
    )
    shop.git("mv", "docs/postmortems/pool.md", "docs/postmortems/pools.md")
    shop.commit("Call it by its name", {}, FRED)
    (source,) = sources({"folders": [str(shop.path / "docs" / "postmortems")]}, (ME,), real_world())
    (batch,) = source.fetch(None, real_world())
    assert batch.rejected == ()
    made = {one.native: one.roles[0].address for one in batch.entries if isinstance(one, Evidence)}
    assert made == {"dns.md": FRED[1], "pools.md": ME}
    assert {one.at.date().isoformat() for one in batch.entries} == {"2026-05-29", "2026-05-30"}
    ties = {one.evidence[1] for one in batch.entries if isinstance(one, Tie)}
    assert ties == {entry_id("git", shop.shas[0])}  # the other commit added two files


def test_a_folder_that_is_gone_is_an_error() -> None:
    with pytest.raises(SourceError):
        list(SOURCE.fetch(None, real_world()))


@pytest.mark.parametrize("section", [{"folders": "x"}, {"folders": [""]}, {"mine": "yes"}, {"folder": []}, {"as": [1]}])
def test_a_section_that_says_something_else_is_named(section: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=r"incidents\."):
        list(sources(section, (ME,), real_world()))
