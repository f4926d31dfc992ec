"""Every shape in which ladders are published is read, and what is hostile is refused."""

import io
import zipfile

import pytest
from shop import NOW

from treefall.errors import TreefallError
from treefall.ladders import MOST_BYTES, SHIPPED, File, Shape, head, read, shape_of, shipped, written
from treefall.ladders.level import is_level, named
from treefall.model import Rubric
from treefall.value.rubric import rubric


def made(*files: tuple[str, str | bytes], shape: Shape | None = None) -> Rubric:
    given = [File(name, text.encode() if isinstance(text, str) else text) for name, text in files]
    return rubric(read(given, shape), name="acme", at=NOW)


def words(one: Rubric) -> list[tuple[str, str, str]]:
    return [(each.topic, each.level, each.words) for each in one.criteria]


EXPECTED = [
    ("Delivery", "L1", "Ships small changes."),
    ("Delivery", "L2", "Leads a project."),
    ("People", "L1", "Asks for help."),
    ("People", "L2", "Mentors somebody."),
]


def test_the_ladders_that_come_with_it_are_whole() -> None:
    for name in SHIPPED:
        one = shipped(name)
        assert one.licence == "Apache-2.0"
        for level in one.levels:
            asked = one.at_level(level)
            assert {each.topic for each in asked} == set(one.topics), level
            assert one.meanings[level]
            assert all(each.examples for each in asked)
        said = [each.words for each in one.criteria]
        assert len(set(said)) == len(said)
        assert all(each.words.endswith(".") and len(each.words.split()) <= 24 for each in one.criteria)
    assert shipped("engineering").levels == tuple(f"IC{number}" for number in range(1, 8))
    assert {each.words for each in shipped("sre").at_level("IC4")} != {
        each.words for each in shipped("engineering").at_level("IC4")
    }


def test_the_open_form_is_what_is_written_and_read() -> None:
    one = shipped("management")
    text = written(one)
    again = made(("acme.yaml", text))
    assert again.criteria == one.criteria
    assert (again.levels, again.meanings) == (one.levels, one.meanings)
    file = File("a.yaml", (text + "retrieved: 2026-01-02\nsha256: ''\n").encode())
    assert head(file)["name"] == "management"
    assert str(head(file)["retrieved"]) == "2026-01-02"
    assert "retrieved" not in head(File("a.yaml", b"retrieved: 2026-01-02 10:00:00\n"))
    assert head(File("a.md", b"# x")) == {}


FRONT = """---
title: "Acme levels"
topics:
  - name: "delivery"
    content:
      - level: 1
        criteria: ["Ships small changes."]
      - level: 2
        exampleCriteria:
          - criteria: "Leads a project."
            examples: ["The bank was changed."]
  - name: x
    title: "People"
    content:
      - {level: 1, criteria: ["Asks for help."]}
      - odd
      - {level: 2, criteria: ["Mentors somebody."]}
  - odd
---
# Acme
"""


def test_markdown_with_front_matter() -> None:
    one = made(("backend.md", FRONT))
    assert [(topic, f"L{level}", said) for topic, level, said in words(one)] == EXPECTED
    assert one.criteria[1].examples == ("The bank was changed.",)
    assert one.title == "Acme levels"
    with pytest.raises(TreefallError, match="front matter"):
        made(("a.md", "# none"), shape=Shape.FRONT_MATTER)


def test_one_markdown_file_a_level() -> None:
    first = "---\ntitle: L1 - Engineer\n---\n## Delivery\n\n- Ships small changes.\n\n## People\n  * Asks for help.\n"
    second = (
        "# L2: Senior\n\nAnswers for more.\n\n## Delivery\n* Leads a\n  project.\n    * An example of it.\n"
        "## People\nMentors somebody.\n"
    )
    one = made(("one.md", first), ("two.md", second))
    assert sorted(words(one)) == EXPECTED
    assert one.meanings == {"L1": "Engineer", "L2": "Senior"}
    assert next(each for each in one.criteria if each.words == "Leads a project.").examples == ("An example of it.",)
    named_by_file = made(("junior-engineer.md", "## Delivery\n- Ships."), ("engineer.md", "## Delivery\n- Leads."))
    assert named_by_file.levels == ("junior engineer", "engineer")


def test_one_markdown_file_with_a_heading_a_level() -> None:
    text = """# Developer
Some words about it all.
| Level | Position |
| --- | --- |
| 1 | Developer |
```
# L9
```
## L1 - Developer
![a chart](x.png)
* **Delivery**: Ships small changes.
* **People**: Asks for help.
## L2 - Senior Developer
* **Delivery**: Leads a project.
* **People**: Mentors somebody.
"""
    one = made(("Developer.md", text))
    assert sorted(words(one)) == EXPECTED
    assert one.meanings["L2"] == "Senior Developer"
    below = (
        "# People\n## L1\n- Asks for help.\n## L2\n- Mentors somebody.\n"
        "# Delivery\n## L1\n- Ships small changes.\n## L2\n- Leads a project.\n"
    )
    assert sorted(words(made(("a.md", below)))) == EXPECTED


TABLE = """
| Area | L1 | L2 (Senior) |
|------|:--:|-----|
| **Delivery** | Ships small changes. | Leads a project. |
| People | Asks for help. | - Mentors somebody. |
"""


def test_a_markdown_table() -> None:
    one = made(("a.md", "# Ladder\n" + TABLE + "\nThe end."))
    assert sorted(words(one)) == EXPECTED
    assert one.meanings == {"L2": "Senior"}


def test_sheets_that_go_on_about_the_same_levels_are_one_ladder_and_other_roles_are_not() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheets = {
        "Craft": [["Area", "L1", "L2"], ["Delivery", "Ships small changes.", "Leads a project."]],
        "People": [["Area", "L1", "L2"], ["People", "Asks for help.", "Mentors somebody."]],
        "Managers": [["Area", "L1", "L2"], ["People", "Leads a team.", "Leads teams."]],
        "Sales": [["Area", "S1", "S2"], ["Deals", "Sells.", "Sells more."]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    assert sorted(words(made(("matrix.xlsx", saved.getvalue())))) == EXPECTED


def test_pages_of_one_level_each_are_read_below_their_menu() -> None:
    def page(level: str, first: str, second: str) -> str:
        menu = "<div>Menu</div><h1>Engineers</h1><a>L1</a><div>L2</div>"
        said = f"<h1>{level}</h1><p>What it is.</p><h2>Delivery</h2><ul><li>{first}</li></ul>"
        return f"<html><body>{menu}{said}<h2>People</h2><div>Others</div><ul><li>{second}</li></ul></body></html>"

    one, two = page("L1", "Ships small changes.", "Asks for help."), page("L2", "Leads a project.", "Mentors somebody.")
    assert sorted(words(made(("a.html", one), ("b.html", two)))) == EXPECTED
    assert len(made(("a.html", one)).criteria) == 2
    bare = "<h2>Delivery</h2><ul><li>Ships.</li></ul>"
    assert words(made(("senior-engineer.html", bare))) == [("Delivery", "senior engineer", "Ships.")]


def test_a_level_may_be_named_behind_another_name() -> None:
    head = "<tr><th></th><th>n (level 2)</th><th>log n (level 3)</th></tr>"
    page = f"<table>{head}<tr><td>Years</td><td>2-5</td><td>10</td></tr></table>"
    assert made(("a.html", page)).levels == ("n (level 2)", "log n (level 3)")


def test_a_cell_that_spans_rows_or_columns_takes_its_place_in_each() -> None:
    page = (
        "<table><tr><th colspan=2>Area</th><th>L1</th><th>L2</th></tr>"
        "<tr><td rowspan=2>Delivery</td><td>Scope</td><td>Ships small changes.</td><td>Leads a project.</td></tr>"
        "<tr><td>Speed</td><td>Weekly.</td><td>Daily.</td></tr>"
        "<tr><td>People</td><td>Mentoring</td><td rowspan='2'>Asks for help.</td><td>Mentors somebody.</td></tr>"
        "<tr><td>People</td><td>Hiring</td><td>Interviews.</td></tr></table>"
        "<table><tr><td rowspan=9>beside</td></tr><tr><td rowspan=2>it</td></tr></table>"
    )
    assert sorted(words(made(("a.html", page)))) == [
        ("Delivery", "L1", "Scope: Ships small changes."),
        ("Delivery", "L1", "Speed: Weekly."),
        ("Delivery", "L2", "Scope: Leads a project."),
        ("Delivery", "L2", "Speed: Daily."),
        ("People", "L1", "Hiring: Asks for help."),
        ("People", "L1", "Mentoring: Asks for help."),
        ("People", "L2", "Hiring: Interviews."),
        ("People", "L2", "Mentoring: Mentors somebody."),
    ]


def test_a_table_of_a_page_with_levels_as_columns_or_rows() -> None:
    columns = (
        "<html><head><title>L1 L2</title><script>var L3 = 1</script></head><table><tr><td>beside</td></tr></table>"
        "<table><tr><th>Area<th></tr></table>"
        "<table><tr><th>Area</th><th>L1</th><th>L2</th></tr><tr><td colspan='1'>Delivery</td>"
        "<td>Ships <b>small</b> changes.</td><td><ul><li>Leads a project.</li></ul></td></tr>"
        "<tr><td>People</td><td>Asks for help.</td><td>Mentors<br>somebody.</td></tr></table>"
    )
    assert sorted(words(made(("a.html", columns)))) == EXPECTED
    rows = (
        "<table><tr><th>Level</th><th>Delivery</th><th>People</th></tr>"
        "<tr><td>L1</td><td>Ships small changes.</td><td>Asks for help.</td></tr>"
        "<tr><td>L2 - Senior</td><td>Leads a project.</td><td>Mentors somebody.</td></tr>"
        "<tr><td></td><td>not a level</td></tr></table>"
    )
    found = made(("a.html", rows))
    assert sorted(words(found)) == EXPECTED
    assert found.meanings == {"L2": "Senior"}
    assert sorted(words(made(("a.md", rows)))) == EXPECTED


def test_a_page_without_a_table_is_an_outline() -> None:
    page = (
        "<h1>Levels</h1><h2>L1</h2><h3>Delivery</h3><ul><li>Ships small changes.<ul><li>A label.</li></ul></li></ul>"
        "<h3>People</h3><p>Asks for help.</p><h2>L2</h2><h3>Delivery</h3><ul><li>Leads a project.</li></ul>"
        "<h3>People</h3><ul><li>Mentors somebody.</li></ul>"
    )
    one = made(("a.html", page))
    assert sorted(words(one)) == EXPECTED
    assert next(each for each in one.criteria if each.examples).examples == ("A label.",)


CSV = (
    "Area,Skill,L1,L2\r\nTitle,,Engineer,Senior\r\n"
    "Delivery,,Ships small changes.,Leads a project.\r\n,Depth,n/a,see L1\r\n"
)


def test_a_sheet_with_levels_as_columns() -> None:
    one = made(("a.csv", CSV + 'People,,Asks for help.,"- Mentors somebody.\n- Says so."\r\n'))
    assert sorted(words(one)) == sorted([*EXPECTED, ("People", "L2", "Says so.")])
    assert one.meanings == {"L1": "Engineer", "L2": "Senior"}
    deep = made(("a.tsv", CSV.replace(",", "\t").replace("n/a", "Reads logs.")))
    assert ("Delivery", "L1", "Depth: Reads logs.") in words(deep)


def test_a_sheet_whose_levels_have_names_of_their_own() -> None:
    one = made(("a.csv", "Topic,Seedling,Tree\nDelivery,Ships.,Leads.\n"))
    assert one.levels == ("Seedling", "Tree")


def test_a_sheet_with_one_criterion_a_row() -> None:
    lines = "".join(f"{topic},{level},{said},an example\n" for topic, level, said in EXPECTED)
    one = made(("a.csv", "Topic,Level,Criterion,Example\n" + lines + "short\n"))
    assert words(one) == EXPECTED
    assert one.criteria[0].examples == ("an example",)


def test_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("Ladder")
    for row in (["Area", "L1", "L2"], ["Delivery", *[e[2] for e in EXPECTED[:2]]], ["People", None, 7]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    assert words(made(("a.xlsx", content.getvalue()))) == [*EXPECTED[:2], ("People", "L2", "7")]


def test_pasted_text() -> None:
    text = (
        "Acme levels\nL1 - Engineer\nDelivery:\n- Ships small changes.\nPeople\nAsks for help.\n\n"
        "L2 - Senior\nDelivery\n• Leads a project.\n   • In four months.\nPeople:\n1. Mentors somebody.\n"
    )
    one = made(("pasted", text))
    assert sorted(words(one)) == EXPECTED
    tabs = "Area\tL1\tL2\nDelivery\tShips small changes.\tLeads a project.\nPeople\tAsks for help.\tMentors somebody.\n"
    assert sorted(words(made(("pasted", tabs)))) == EXPECTED


def test_the_shape_is_seen() -> None:
    seen = {name: shape_of([File(name, b"# x")]) for name in ("a.yml", "a.md", "a.XLSX", "a.htm", "a.txt", "pasted")}
    assert list(seen.values()) == [Shape.OPEN, Shape.MARKDOWN, Shape.SHEET, Shape.HTML, Shape.TEXT, Shape.TEXT]
    assert shape_of([File("a.md", FRONT.encode())]) is Shape.FRONT_MATTER


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.yaml", "a: &a [1]\nb: *a\n", "aliases"),
        ("a.yaml", "[" * 40 + "]" * 40, "too deep"),
        ("a.yaml", "- x\n" * 100_001, "too large"),
        ("a.yaml", "a: [", "no YAML in line"),
        ("a.yaml", "- one", "no mapping"),
        ("a.yaml", "name: x", "criteria"),
        ("a.yaml", "!!python/object/apply:os.system ['true']", "no YAML"),
        ("a.csv", "a,b\nc,d\n", "names two levels"),
        ("a.csv", '"' + "x" * 200_000, "no table"),
        ("a.xlsx", "no zip", "no workbook"),
        ("a.md", "just words", "names levels"),
        ("a.html", "<p>words</p>", "No criterion"),
        ("a.txt", "words.", "No criterion"),
    ],
)
def test_what_is_no_ladder_is_refused_with_the_reason(name: str, text: str, why: str) -> None:
    with pytest.raises(TreefallError, match=why) as found:
        made((name, text))
    assert found.value.hint


def test_a_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for number in range(6):
            book.writestr(f"xl/{number}.xml", b" " * 10_000_000)
    with pytest.raises(TreefallError, match="unpacks to more"):
        made(("a.xlsx", packed.getvalue()))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as book:
        book.writestr("x", "y")
    with pytest.raises(TreefallError, match="no workbook"):
        made(("a.xlsx", other.getvalue()))


def test_what_is_larger_than_any_ladder_is_refused() -> None:
    with pytest.raises(TreefallError, match="larger than any ladder"):
        File("a.md", b"x" * (MOST_BYTES + 1))
    with pytest.raises(TreefallError, match="1 to 50 files"):
        read([])


def test_levels_are_known_by_how_they_are_called() -> None:
    for text in ("L3", "IC 4", "Level 2", "Senior Engineer", "**E5 - Staff**", "Engineer II", "D1 - Developer 1", "3"):
        assert is_level(text), text
    for text in (
        "",
        "Delivery",
        "Leads projects, mentors.",
        "People and teams",
        "A" * 70,
        "Engineering",
        "3 things, and",
    ):
        assert not is_level(text), text
    assert named("D1 - Developer 1") == ("D1", "Developer 1")
    assert named("L3 (Senior)") == ("L3", "Senior")
    assert named("Level 2") == ("2", "")
    assert named("Senior Engineer") == ("Senior Engineer", "")
    assert named("L5 engineers") == ("L5 engineers", "")
