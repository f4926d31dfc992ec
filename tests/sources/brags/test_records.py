"""Records of other tools: bragdoc, bragfile, jrnl, and lists of any."""

import json
from pathlib import Path

import pytest
from brags import read, told
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Evidence, Kind
from treefall.sources.brags import Brags
from treefall.sources.brags.journal import entries
from treefall.sources.brags.told import parted

ACHIEVEMENT = {
    "id": "7d1c3a52-0b1e-4f4e-9d43-0a9d8f3b6c11",
    "userId": "u",
    "companyId": "c1",
    "projectId": "p1",
    "title": "Refunds are paid once",
    "summary": "Retries paid them twice.",
    "details": "Keys on every refund.",
    "eventStart": "2026-05-12T00:00:00.000Z",
    "eventEnd": None,
    "eventDuration": "week",
    "isArchived": False,
    "source": "manual",
    "impact": 9,
    "impactSource": "llm",
    "createdAt": "2026-06-01T00:00:00.000Z",
    "updatedAt": "2026-06-02T00:00:00.000Z",
}
ACCOUNT = {
    "version": "1.0",
    "companies": [{"id": "c1", "name": "Corp"}],
    "projects": [{"id": "p1", "name": "Payments"}, "broken"],
    "documents": [{"title": "Weekly update", "content": "- text that a model wrote"}],
}
BRAG = {
    "id": 7,
    "title": "Refunds are paid once",
    "description": "Keys on every refund.",
    "tags": "payments,mentoring",
    "project": "shop",
    "type": "shipped",
    "impact": "no refund was paid twice in May",
    "created_at": "2026-05-12T10:00:00Z",
    "updated_at": "2026-06-01T10:00:00Z",
}
ENTRY = {
    "title": "Refunds are paid once.",
    "body": "Keys on every refund.",
    "date": "2026-05-12",
    "time": "10:30",
    "tags": ["@payments", "@learning"],
    "starred": True,
}


def account(**achievement: object) -> str:
    return json.dumps({**ACCOUNT, "achievements": [{**ACHIEVEMENT, **achievement}]})


def test_an_account_of_bragdoc_is_read_without_its_scores(tmp_path: Path) -> None:
    (one,), rejected = read(tmp_path, {"export.json": account()})
    assert rejected == []
    assert (one.origin, one.native, one.title) == ("bragdoc", ACHIEVEMENT["id"], "Refunds are paid once")
    assert one.body == "Keys on every refund.\nRetries paid them twice."
    assert (one.at.isoformat(), one.kind) == ("2026-05-12T00:00:00+00:00", Kind.NOTE)
    assert one.facts == {"project": "Payments", "company": "Corp"}
    assert not one.private


def test_what_bragdoc_wrote_from_commits_is_left_to_the_repository_and_its_archive_alone(tmp_path: Path) -> None:
    achievements = [{**ACHIEVEMENT, "source": "commit"}, {**ACHIEVEMENT, "isArchived": True}, 7]
    written = [*achievements, {**ACHIEVEMENT, "id": "2", "eventStart": None}]
    files = {
        "a.json": json.dumps({**ACCOUNT, "achievements": written}),
        "b.json": json.dumps({**ACCOUNT, "projects": None, "achievements": 2 * achievements}),
    }
    found = read(tmp_path, files)
    assert told(found) == [("2026-06-01", "Refunds are paid once")]
    assert [where for where, _ in found[1]] == [
        "a.json, an achievement that a program wrote from commits",
        "b.json, 2 achievements that a program wrote from commits",
    ]


@pytest.mark.parametrize("content", [json.dumps([BRAG], indent=2), json.dumps(BRAG)], ids=("a list", "a line"))
def test_brags_of_bragfile_are_read(tmp_path: Path, content: str) -> None:
    (one,), rejected = read(tmp_path, {"brags.json": content})
    assert rejected == []
    assert (one.origin, one.native, one.kind) == ("bragfile", "7 of 2026-05-12", Kind.MENTORING)
    assert one.body == "Keys on every refund.\nImpact: no refund was paid twice in May"
    assert one.facts == {"project": "shop", "tags": "payments, mentoring"}


def test_a_list_of_bragfile_as_tsv_is_read(tmp_path: Path) -> None:
    rows = "\t".join(BRAG) + "\n" + "\t".join(map(str, BRAG.values())) + "\n"
    assert told(read(tmp_path, {"brags.tsv": rows})) == [("2026-05-12", "Refunds are paid once")]


def test_entries_of_jrnl_are_private_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    content = json.dumps({"tags": {"@payments": 1}, "entries": [ENTRY]})
    (one,), _ = read(tmp_path, {"jrnl.json": content})
    assert (one.origin, one.title, one.kind, one.private) == ("jrnl", "Refunds are paid once.", Kind.LEARNING, True)
    assert (one.at.isoformat(), one.facts) == ("2026-05-12T10:30:00+00:00", {"tags": "payments, learning"})
    (one,), _ = read(tmp_path, {"jrnl.json": content}, private=False)
    assert not one.private


JOURNAL = """
[2026-05-12 02:30:00 PM] Refunds are paid once. Keys on every refund @payments.

[1] is no beginning
[2026-05] nor this
[someday soon] nor this
* [2026-05-20 09:00] Paired with Grace @work @mentoring *
[12.06.2026 15:39] I programmed for @OS/2.
[2026-07-01 10:00] #ops
"""


def test_a_journal_of_jrnl_in_plain_text_is_read(tmp_path: Path) -> None:
    found, rejected = read(tmp_path, {"journal.txt": JOURNAL.replace("* [", "[")})
    assert rejected == []
    assert told((found, [])) == [
        ("2026-05-12", "Refunds are paid once."),
        ("2026-05-20", "Paired with Grace"),
        ("2026-06-12", "I programmed for OS/2."),
        ("2026-07-01", "ops"),
    ]
    assert found[0].at.hour == 14
    assert found[0].body.startswith("Keys on every refund @payments.\n\n[1] is no beginning\n[2026-05] nor this")
    assert found[0].facts["tags"] == "payments"
    assert found[1].kind is Kind.MENTORING
    assert {one.private for one in found} == {True}


def test_a_text_without_entries_holds_none() -> None:
    assert list(entries("Only words.")) == []


@pytest.mark.parametrize(
    ("words", "title", "rest"),
    [
        ("Paid once. It took a week.", "Paid once. It took a week.", ""),
        ("Refunds are paid once. It took a week.\nAnd a day.", "Refunds are paid once.", "It took a week.\nAnd a day."),
        ("Paid v1.2 of refunds\nonce", "Paid v1.2 of refunds", "once"),
    ],
)
def test_a_title_is_the_first_sentence_that_says_something_by_itself(words: str, title: str, rest: str) -> None:
    assert parted(words) == (title, rest)


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Refunds", "date": "2026-05-12"},
        {"content": "Refunds", "timestamp": "1778580000"},
        {"text": "Refunds", "timestamp": 1778580000000},
        {"Achievement": "Refunds", "Completed At": "May 12, 2026"},
        {"name": "Refunds", "createdAt": "2026-05-12T10:00:00+02:00", "tags": [], "project": {"name": "shop"}},
        {"what": "Refunds", "when": "12 May 2026", "done": True},
    ],
)
def test_a_record_of_any_tool_is_read_by_what_its_names_mean(tmp_path: Path, record: dict[str, object]) -> None:
    files = {"a.json": json.dumps([record]), "b.json": json.dumps({"x": 1, "wins": [record]})}
    files |= {
        "c.jsonl": f"{json.dumps(record)}\n\n{json.dumps({**record, 'status': 'planned'})}\n",
        "d.json": json.dumps(record),
    }
    found = read(tmp_path, files)
    assert told(found) == [("2026-05-12", "Refunds")]
    assert found[1] == []


def test_days_with_words_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.json": json.dumps({"2026-05-12": ["Refunds", "Drill"], "2026-05-13": "Review"})})
    assert told(found) == [("2026-05-12", "Refunds"), ("2026-05-12", "Drill"), ("2026-05-13", "Review")]


@pytest.mark.parametrize("said", [{"private": True}, {"visibility": "Private"}, {"tags": "shop, confidential"}])
def test_what_the_record_calls_private_is(tmp_path: Path, said: dict[str, object]) -> None:
    (one,), _ = read(tmp_path, {"a.json": json.dumps([{"title": "Refunds", "date": "2026-05-12", **said}])})
    assert one.private


def test_what_is_no_record_is_named_and_hides_no_other(tmp_path: Path) -> None:
    good = {"title": "Refunds", "date": "2026-05-12"}
    files: dict[str, str | bytes] = {
        "a.json": json.dumps([7, {"title": "Drill"}, {"date": "2026-05-12"}, {"title": "x", "archived": True}, good]),
        "b.json": "{}",
        "c.json": '{"title": }',
        "d.json": "[" * 100_000,
        "e.csv": "Name,Price\nRefunds,7\n",
        "f.csv": 'Name,Date\n"' + "x" * 200_000,
        "g.csv": "Name,Date\nRefunds,2026-05-12\n,\nDrill,someday\n",
        "h.json": "7",
        "i.md": b"\xff\xfe",
        "j.jsonl": '{"title": "Refunds", "date": "2026-05-12"}\n"words"\n',
    }
    found, rejected = read(tmp_path, files)
    assert told((found, [])) == [("2026-05-12", "Refunds")] * 2
    assert [where for where, _ in rejected] == [
        *("a.json, record 1", "a.json, record 2", "a.json, record 3", "b.json", "c.json, line 1", "d.json, line 1"),
        *("e.csv", "f.csv", "g.csv, row 3", "h.json", "i.md", "j.jsonl, line 2"),
    ]


def test_no_more_records_are_read_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treefall.sources.brags.rows._MOST", 3)
    several = [{"date": "2026-05-12", "title": f"Refund {number}"} for number in range(5)]
    lines = "\n".join(["Date,Title", *(f"2026-05-12,Refund {number}" for number in range(5))])
    for name, content in (("a.json", json.dumps(several)), ("a.csv", lines)):
        found = list(Brags("a", "a").parse(name, content.encode()))
        assert [isinstance(one, Evidence) for one in found] == [True, True, True, False]
        assert " 4 and on" in repr(found[-1])


NAMES = st.sampled_from(
    [
        *(
            "title",
            "date",
            "tags",
            "time",
            "id",
            "entries",
            "achievements",
            "companies",
            "starred",
            "status",
            "created_at",
        ),
        *("text", "impact", "private", "projectId", "source", "projects", "2026-05-12"),
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-05-12", "Q2 2026"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=6), inner, max_size=6),
    max_leaves=20,
)


@given(VALUES)
def test_no_json_breaks_it(value: object) -> None:
    list(Brags("a", "a").parse("a.json", json.dumps(value).encode()))


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.txt", "a.md", "a.docx", "a.zip"])
def test_no_file_breaks_it(name: str, content: bytes) -> None:
    list(Brags("a", "a").parse(name, content))
