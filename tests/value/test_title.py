import pytest
from commits import commit
from hypothesis import given
from hypothesis import strategies as st

from treefall.value.title import LONGEST, cleaned, lead, shortened, title


@pytest.mark.parametrize(
    ("subject", "clean"),
    [
        ("feat(pay)!: add idempotency keys (#412)", "Add idempotency keys"),
        ("[SHOP-12] retry stuck charges.", "Retry stuck charges"),
        ("SHOP-12: retry stuck charges", "Retry stuck charges"),
        ("UTF-8 names are kept", "UTF-8 names are kept"),
        ("BUG/TST: keep the time zone (GH-77)", "Keep the time zone"),
        (":sparkles: add a cart", "Add a cart"),
        ("✨ add a cart ...", "Add a cart"),
        ("Merged PR 31: add a cart", "Add a cart"),
        ("Backport PR #31 on branch 1.x: fix the cart", "Fix the cart"),
        ('Reapply "add a cart (#3)"', "Add a cart"),
        ("Reland: add a cart", "Add a cart"),
        ("Keep sessions for a month. This closes #16", "Keep sessions for a month"),
        ("Trap errors, should fix #2 and #3.", "Trap errors"),
        ("Trap errors (fixes GH-2)", "Trap errors"),
        ("Fixes #12", "Fixes #12"),
        ("read_csv takes a limit", "read_csv takes a limit"),
        ("iOS starts faster", "iOS starts faster"),
        ("étendre le panier", "Étendre le panier"),
        ("#12", ""),
        ("...", ""),
        ("", ""),
        ("clear\x1b[2Jthe screen", "clear\ufffd[2Jthe screen"),
    ],
)
def test_marks_for_machines_go_and_the_words_stay(subject: str, clean: str) -> None:
    assert cleaned(subject) == clean


def test_a_long_title_is_cut_after_a_word() -> None:
    long = "Stop charging customers twice when the gateway of the bank times out during a retry"
    assert shortened(long) == "Stop charging customers twice when the gateway of the bank times out…"
    assert shortened("a" * 80) == "a" * (LONGEST - 1) + "…"
    assert shortened("one two three", 8) == "one two…"
    assert shortened("short") == "short"


@given(st.text(max_size=300))
def test_a_title_never_says_more_than_its_subject(subject: str) -> None:
    found = cleaned(subject)
    assert len(found) <= LONGEST
    assert cleaned(found) == found or found.endswith("…")


def test_the_pull_request_names_the_work_else_the_change_of_most_consequence() -> None:
    small, large = commit("a", "Add a flag", {"a.py": 3}), commit("b", "Add the cache", {"b.py": 90})
    pull, empty = commit("c", "Cache the catalogue (#3)", {"c.py": 1}), commit("d", "", {"d.py": 900})
    assert title(lead([small, large, empty])) == "Add the cache"
    assert lead([small, large, pull]) is pull
    generated = commit("e", "Add stubs", {"e_pb2.py": 9000})
    assert lead([generated, small]) is small


@pytest.mark.parametrize(
    ("files", "called"),
    [
        ({"pay/charge.py": 50}, "Changes in pay/charge.py"),
        ({"pay/charge.py": 50, "pay/refund/all.py": 50}, "Changes in pay"),
        ({"pay/charge.py": 50, "job.py": 50}, "Because of the audit"),
        ({}, "Because of the audit"),
    ],
)
def test_without_words_work_is_called_by_its_place(files: dict[str, int], called: str) -> None:
    assert title(commit("abc1234", "", files, body="because of the audit\n\nMore.")) == called


def test_without_anything_work_is_called_by_its_own_name() -> None:
    assert title(commit("abc1234", "...", {})) == "abc1234"
    assert title(commit("abc1234", "", source="forge")) == "abc1234"


def test_where_it_was_done_stands_behind_what_was_done() -> None:
    assert cleaned("sync: add broadcast channel (#1943)") == "Add broadcast channel (sync)"
    assert cleaned("fs,sync: expose poll_ fns") == "Expose poll_ fns (fs,sync)"
    assert (
        cleaned(f"redis-cli: add {'long ' * 12}options") == f"redis-cli: add {'long ' * 12}options"[:69].rstrip() + "…"
    )
    assert cleaned("sync: add it (again)") == "Sync: add it (again)"
    assert cleaned("stats: initial work on runtime stats") == "Initial work on runtime stats"


def test_of_a_long_subject_the_first_sentence_is_enough() -> None:
    first = "Allow SET without GET on write-only lists"
    assert cleaned(f"{first}. {'More ' * 12}.") == first
    assert cleaned(f"Oh. {'More ' * 20}.").startswith("Oh. More More")


def test_what_was_done_along_the_way_names_nothing_else() -> None:
    aside, work = commit("a", "Add changelog (#3)", {"a.py": 90}), commit("b", "Charge once", {"b.py": 3})
    assert lead([aside, work]) is work
    assert lead([aside]) is aside


def test_what_does_not_stand_names_nothing_that_stands() -> None:
    old, new = commit("a", "Charge twice (#1)", {"a.py": 90}), commit("b", "Charge once", {"b.py": 3})
    assert lead([old, new]) is old
    assert lead([old, new], lambda one: one is new) is new
