"""A brag document: which of its headings and points are pieces of work, what they are called, and when they were."""

from pathlib import Path

import pytest
from brags import read, told
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Kind, Part, Role
from treefall.sources.brags.document import works

NO_DAY = "says no day, such as 2026-05-12, and stands below nothing that says one"

YEAR = """\
# Ed's brag document 2026

*Everything that I did, so that I do not forget.*

## Goals for this year
- Speak at a conference

## Q2 2026

### Projects

#### Checkout latency
Carts were lost on mobile.

- Moved the tax lookup out of the request
  - with Fred
- Cut p95 from 900 ms to 300 ms

#### Restore drill
**Impact:** a restore takes 20 minutes.

### Collaboration & mentorship
- Paired with @Grace on her first week on call (May 12)

#### Interns
- Taught two interns SQL

## July 2026
- 2026-07-03: Rolled out idempotency keys #payments #work
- **Refunds at once**: wrote the design, see [the page](https://docs.example/refunds).
- [ ] write the postmortem
- Fixed the `flaky_test` of refunds (2026-07-20)

## Kudos
- Maya: "The drill saved our weekend"
"""


def test_headings_and_points_are_pieces_of_work_with_their_days(tmp_path: Path) -> None:
    found = read(tmp_path, {"brag.md": YEAR})
    assert told(found) == [
        ("2026-04-01", "Checkout latency"),
        ("2026-04-01", "Restore drill"),
        ("2026-05-12", "Paired with Grace on her first week on call"),
        ("2026-04-01", "Taught two interns SQL"),
        ("2026-07-03", "Rolled out idempotency keys"),
        ("2026-07-01", "Refunds at once"),
        ("2026-07-20", "Fixed the flaky_test of refunds"),
        ("2026-01-01", 'Maya: "The drill saved our weekend"'),
    ]
    assert found[1] == []
    project, drill, paired, interns, keys, refunds, _, thanks = found[0]
    assert project.body == (
        "Carts were lost on mobile.\n- Moved the tax lookup out of the request\n  - with Fred\n"
        "- Cut p95 from 900 ms to 300 ms"
    )
    assert drill.body == "Impact: a restore takes 20 minutes."
    assert (paired.kind, paired.roles) == (Kind.MENTORING, (Role(part=Part.MENTIONED, name="Grace"),))
    assert refunds.facts == {}  # that it stands in a brag document says nothing of it
    assert (interns.kind, interns.facts) == (Kind.NOTE, {"section": "Interns"})
    assert keys.facts["tags"] == "payments, work"
    assert refunds.url == "https://docs.example/refunds"
    assert refunds.body == "wrote the design, see the page (https://docs.example/refunds)."
    assert thanks.kind is Kind.PRAISE  # which is nobody's work: others said it


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("# 2026", "2026-01-01"),
        ("# My brag document, 2026", "2026-01-01"),
        ("## 2026-H2 (July to December 2026)", "2026-07-01"),
        ("## Q2 2026", "2026-04-01"),
        ("## 2026 Q3 accomplishments", "2026-07-01"),
        ("## Q4 '26", "2026-10-01"),
        ("### May 2026", "2026-05-01"),
        ("### 2026-05", "2026-05-01"),
        ("### 05/2026", "2026-05-01"),
        ("### Mar - May 2026", "2026-03-01"),
        ("### Dec - Jan 2026", "2025-12-01"),
        ("### Week of May 11, 2026", "2026-05-11"),
        ("### May 11–15, 2026", "2026-05-11"),  # noqa: RUF001 - as people write
        ("### May 26 - Jun 4, 2026", "2026-05-26"),
        ("### Dec 29 - Jan 2, 2026", "2025-12-29"),
        ("### 11 May to 15 May 2026", "2026-05-11"),
        ("### 12th of May 2026", "2026-05-12"),
        ("### Week 20, 2026", "2026-05-11"),
        ("### 2026-W20", "2026-05-11"),
        ("### 2026-05-11 – 2026-05-15", "2026-05-11"),  # noqa: RUF001 - as people write
        ("### Tuesday, 12.05.2026", "2026-05-12"),
        ("**May 2026**", "2026-05-01"),
        ("May 2026\n--------", "2026-05-01"),
        ("2026\n====", "2026-01-01"),
        ("# 2026\n## May", "2026-05-01"),
        ("# 2026\n## Q2", "2026-04-01"),
        ("# 2026\n## H2", "2026-07-01"),
        ("# 2026\n## Week 20", "2026-05-11"),
        ("# 2026\n## May\n### Week 2", "2026-05-01"),
        ("# 2026\n## May\n### May 12-14", "2026-05-12"),
        ("# 2026\n## 12 May", "2026-05-12"),
        ("# 2026\n## 30 February", "2026-01-01"),
    ],
)
def test_a_heading_says_when_and_its_first_day_stands(tmp_path: Path, heading: str, day: str) -> None:
    assert told(read(tmp_path, {"brag.md": f"{heading}\n\n- Shipped refunds\n"})) == [(day, "Shipped refunds")]


@pytest.mark.parametrize(
    ("point", "day", "title"),
    [
        ("2026-05-12: Shipped refunds", "2026-05-12", "Shipped refunds"),
        ("[2026-05-12] Shipped refunds", "2026-05-12", "Shipped refunds"),
        ("**12 May 2026** – Shipped refunds", "2026-05-12", "Shipped refunds"),  # noqa: RUF001 - as people write
        ("May 12: Shipped refunds", "2026-05-12", "Shipped refunds"),
        ("Shipped refunds (May 2026)", "2026-05-01", "Shipped refunds"),
        ("Shipped refunds - 12 May 2026", "2026-05-12", "Shipped refunds"),
        ("Shipped refunds on 12 May 2026 to all", "2026-02-01", "Shipped refunds on 12 May 2026 to all"),
        ("Agreed on the plan for Q3 2027", "2026-02-01", "Agreed on the plan for Q3 2027"),
    ],
)
def test_a_point_may_say_its_own_day_apart_from_its_words(tmp_path: Path, point: str, day: str, title: str) -> None:
    assert told(read(tmp_path, {"brag.md": f"# February 2026\n- {point}\n"})) == [(day, title)]


def test_below_nothing_that_says_when_a_day_among_the_words_stands(tmp_path: Path) -> None:
    found = read(tmp_path, {"brag.md": "# Wins\n- Shipped refunds on 12 May 2026 to all\n- Helped Grace\n"})
    assert told(found) == [("2026-05-12", "Shipped refunds on 12 May 2026 to all")]
    assert found[1] == [("brag.md, line 3", NO_DAY)]


@pytest.mark.parametrize(
    ("name", "day"),
    [("brag_doc_2026.md", "2026-01-01"), ("2026-05.md", "2026-05-01"), ("Q2-2026.md", "2026-04-01")],
)
def test_the_name_of_a_page_says_when_where_nothing_in_it_does(tmp_path: Path, name: str, day: str) -> None:
    assert told(read(tmp_path, {name: "- Shipped refunds\n"})) == [(day, "Shipped refunds")]


def test_a_fiscal_year_is_no_day(tmp_path: Path) -> None:
    assert read(tmp_path, {"brag.md": "## Q2 FY26\n- Shipped refunds\n"}) == ([], [("brag.md, line 2", NO_DAY)])


@pytest.mark.parametrize(
    "page",
    [
        "# Refunds\nDate: May 12, 2026\nTags: payments\n\nThey were slow.\n\n## Context\nLong.\n",
        "# 2026\n### Refunds\n**Data:** 2026-05-12\n\n**O que fiz:**\n- They were slow.\n",
        "# Export\n### Refunds\n\n| field | value |\n|-|-|\n| created_at | 2026-05-12T10:00Z |\n\n#### Why\n\nslow\n",
        "# 2026\n## May\n### 2026-05-12 10:30 Refunds\n\nThey were slow.\n",
        "---\ntitle: Refunds\ndate: 2026-05-12\ntags: [payments]\n---\nThey were slow.\n",
        "# 2026-05-12\n## Refunds\n- **Topic:** pay\n- **Impact:** slow no more\n",
        "# 2026-05-12\n## Refunds\n### Impact\nslow no more\n",
    ],
    ids=("a page of Notion", "labels", "bragfile", "jrnl", "front matter", "points that are labels", "parts"),
)
def test_a_heading_with_a_day_or_labels_of_its_own_is_one_piece_of_work(tmp_path: Path, page: str) -> None:
    found = read(tmp_path, {"brag.md": page})
    assert told(found) == [("2026-05-12", "Refunds")]
    assert "slow" in found[0][0].body


def test_points_of_a_project_that_have_days_are_pieces_of_work_themselves(tmp_path: Path) -> None:
    page = "# 2026\n## Projects\n### Refunds\n- Began (May 12)\n- Shipped to all (June 1)\n"
    assert told(read(tmp_path, {"brag.md": page})) == [("2026-05-12", "Began"), ("2026-06-01", "Shipped to all")]


def test_points_below_a_point_that_says_only_when_or_what_sort_are_pieces_of_work(tmp_path: Path) -> None:
    page = "# 2026\n- May\n  - Shipped refunds\n- **Mentoring:**\n\t- Helped Grace\n\t- [x] Taught Fred\n"
    found = read(tmp_path, {"brag.md": page})
    assert told(found) == [
        ("2026-05-01", "Shipped refunds"),
        ("2026-01-01", "Helped Grace"),
        ("2026-01-01", "Taught Fred"),
    ]
    assert [one.kind for one in found[0]] == [Kind.NOTE, Kind.MENTORING, Kind.MENTORING]


def test_the_sort_of_work_of_a_heading_holds_for_what_stands_below(tmp_path: Path) -> None:
    page = (
        "# 2026\n## What I learned\n### Tools\n- Terraform, in depth\n## Code reviews\n- Ledger design\n"
        "## Document generation\n- Made it fast\n"
    )
    kinds = [one.kind for one in read(tmp_path, {"brag.md": page})[0]]
    assert kinds == [Kind.LEARNING, Kind.REVIEW, Kind.NOTE]


def test_paragraphs_below_a_month_are_pieces_of_work(tmp_path: Path) -> None:
    page = (
        "# May 2026\n\nShipped refunds to all of them. It took\na week.\n\n[To be added]\n\n_Nothing else._\n\n"
        "Helped Grace.\n"
    )
    found = read(tmp_path, {"brag.md": page})
    assert told(found) == [("2026-05-01", "Shipped refunds to all of them"), ("2026-05-01", "Helped Grace")]
    assert found[0][0].body == "It took a week."


def test_rows_of_a_table_are_pieces_of_work(tmp_path: Path) -> None:
    rows = "| May 12, 2026 | Refunds | Cheaper \\| faster |\n| | Drill | 9 |\n| x | | |\n"
    page = f"# 2026\n\n| Date | Accomplishment | Impact |\n|---|---|---|\n{rows}"
    found = read(tmp_path, {"brag.md": page})
    assert told(found) == [("2026-05-12", "Refunds"), ("2026-01-01", "Drill")]
    assert [one.body for one in found[0]] == ["Impact: Cheaper | faster", ""]


def test_what_a_page_of_google_docs_adds_is_taken_away(tmp_path: Path) -> None:
    points = "* Shipped refunds \\- for \\*all\\* of them\n* ![chart](data:x) <u>Helped</u> Grace\n"
    page = f"# **May 2026** {{#may-2026}}\n\n{points}"
    found = read(tmp_path, {"brag.md": page})
    assert [one.title for one in found[0]] == ["Shipped refunds - for *all* of them", "Helped Grace"]


def test_words_of_templates_code_and_comments_are_no_work(tmp_path: Path) -> None:
    page = (
        "# 2026\n<!-- - not\nthis -->\n- [Another win]: [describe it]\n- \n```\n- nor this\n```\n***\n> - a quotation\n"
        "1. Shipped refunds\ngoes on here\n\n  and here\n\nan end\n### [Project name]\n**Impact:** [how much]\n"
    )
    found = read(tmp_path, {"brag.md": page})
    assert told(found) == [("2026-01-01", "Shipped refunds goes on here")]
    assert found[0][0].body == "and here"


def test_the_same_point_twice_is_one_and_in_another_section_another(tmp_path: Path) -> None:
    page = "# 2026\n## Payments\n- More tests\n- More tests\n## Ledger\n- More tests\n"
    found, _ = read(tmp_path, {"brag.md": page, "copy.md": page})
    assert [one.native for one in found] == ["2026-01-01 Payments: More tests", "2026-01-01 Ledger: More tests"]


def test_a_page_that_tells_nothing_is_named_and_what_everybody_has_is_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.md": "Only words.\n", "b.md": " \n", "README.md": "- 2026-05-12: how to\n"})
    assert found == ([], [("a.md", "tells of no piece of work")])


ODD = (
    *(
        "# 2026",
        "## Q2",
        "- May 12: x",
        "  - y",
        "\t* z",
        "**Impact:** 1",
        "**May 2026**",
        "---",
        "===",
        "| a | date |",
    ),
    *("```", "<!--", "> q", "Date: 2026-05-12", "1. n", "- [ ] o", "[2026-05-12]", "", "### Projects", "#### `a"),
)
LINES = st.lists(st.sampled_from(ODD) | st.text(max_size=40), max_size=40)


@given(LINES, st.text(max_size=20))
def test_no_page_breaks_it(lines: list[str], name: str) -> None:
    for one in works("\n".join(lines), name):
        assert one.at is None or 1969 <= one.at[0].year <= 2100


BAITS = (
    *("**" * 20_000, "[" * 50_000, "`" * 49_999, "<!--" * 20_000, "- " * 40_000, "|" * 50_000, "a" * 100_000),
    *("(2026" * 20_000, "[a](" * 20_000, "# " * 30_000, "*a " * 30_000, "\\" * 60_000, "@a " * 30_000, "#a " * 30_000),
    "\n".join(f"{' ' * depth}- x" for depth in range(900)),
)


@pytest.mark.parametrize("bait", BAITS, ids=lambda bait: bait[:4])
def test_no_bait_hides_what_stands_before_it(bait: str) -> None:
    found = list(works(f"# 2026\n- Shipped refunds\n\n{bait}\n", "brag"))
    assert found[0].title == "Shipped refunds"
