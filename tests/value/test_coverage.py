"""What the record could see: of every place until when, and what no place shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from shop import NOW, Shop, piece, seen

from treefall.model import Judgement, Kind, LeftOut, Rejected, Step
from treefall.value.coverage import Condition, Coverage, coverage
from treefall.value.visit import Visit

SHOP = Shop()
DAY = timedelta(days=1)
GIT = ("git", "/src/shop")
READ = Visit(whole=NOW - DAY, origins=("shop",))


def covered(
    visit: Visit | None = READ,
    *,
    places: Sequence[tuple[str, str]] = (GIT,),
    judgement: Judgement = SHOP.judgement,
    known: tuple[str, ...] = ("git", "github"),
) -> Coverage:
    visits = {} if visit is None else {"git:/src/shop": visit}
    return coverage(places, visits, judgement, NOW, known=known)


def titled(*titles: str) -> Judgement:
    works = tuple(piece(title, (seen(f"c{n}", title, NOW),), 1.0) for n, title in enumerate(titles))
    return Judgement(works, ())


def unseen(judgement: Judgement, *connected: str) -> dict[str, str]:
    places = [GIT, *((name, "there") for name in connected)]
    return {one.what: one.step for one in covered(places=places, judgement=judgement).unseen}


def test_a_place_says_how_much_of_which_time_is_on_record() -> None:
    (place,) = covered().places
    assert place.condition is Condition.FRESH
    assert place.records == sum(1 for work in SHOP.works for one in work.evidence if one.source == "git") + 3
    assert (place.first, place.last) == (SHOP.keys.start, NOW - timedelta(days=9))


@pytest.mark.parametrize(
    ("visit", "condition"),
    [
        (None, Condition.UNREAD),
        (Visit(), Condition.STALE),
        (replace(READ, whole=NOW - 8 * DAY), Condition.STALE),
        (replace(READ, why="It is gone."), Condition.FAILED),
        (replace(READ, since=NOW - 30 * DAY), Condition.PARTIAL),
        (replace(READ, refused=1, rejected=(Rejected("git", "abc", "broken"),)), Condition.PARTIAL),
    ],
)
def test_a_place_stands_as_its_last_reading_went(visit: Visit | None, condition: Condition) -> None:
    found = covered(visit)
    assert found.places[0].condition is condition
    assert found.is_fresh is (condition is Condition.PARTIAL)
    assert bool(found.behind) is not found.is_fresh
    assert (found.next is None) is found.is_fresh


def test_of_a_place_that_nobody_remembers_no_number_is_given() -> None:
    (place,) = covered(Visit(whole=NOW)).places
    assert (place.records, place.first, place.last) == (None, None, None)


def test_what_could_not_be_read_is_said_with_its_reason() -> None:
    visit = replace(READ, why="It is gone.", rejected=(Rejected("git", "abc", "broken"),), refused=3)
    assert covered(visit).places[0].why == ("It is gone.", "abc: broken", "2 more could not be read")


def test_nothing_is_fresh_where_nothing_is_read() -> None:
    found = covered(places=())
    assert not found.is_fresh
    assert found.next == Step("treefall collect --repo PATH", "reads a repository of yours")


@pytest.mark.parametrize(
    ("days", "why"), [(0, "today"), (1, "yesterday"), (12, "12 days ago")], ids=("today", "yesterday", "earlier")
)
def test_the_next_step_says_how_old_the_oldest_reading_is(days: int, why: str) -> None:
    found = covered(replace(READ, whole=NOW - days * DAY, why="It is gone."))
    assert found.next == Step("treefall collect", f"reads a place, last read {why}")


def test_the_next_step_counts_the_places() -> None:
    found = covered(None, places=(GIT, ("git", "/src/web")))
    assert found.next == Step("treefall collect", "reads 2 places")
    assert found.of("git") == found.places


def test_work_from_a_place_that_is_not_whole_is_doubted_unless_another_place_is() -> None:
    stale = Visit(whole=NOW - 9 * DAY, origins=("shop",))
    one = SHOP.keys.evidence[0]
    doubt = covered(stale).doubted(one)
    assert doubt
    assert doubt.where == "/src/shop"
    both = {"git:/src/shop": stale, "git:/mirror": READ}
    assert coverage([GIT, ("git", "/mirror")], both, SHOP.judgement, NOW).doubted(one) is None
    assert covered().doubted(one) is None
    assert covered(stale).doubted(replace(one, origin="elsewhere")) is None


@pytest.mark.parametrize(
    ("title", "what", "step"),
    [
        ("Charge once (#412)", "reviews and merges on GitHub", "treefall connect github"),
        ("Merge pull request #412 from ed/charge", "reviews and merges on GitHub", "treefall connect github"),
        ("Charge once (!12)", "reviews and merges on GitLab", ""),
        ("Merge branch 'charge' into 'main'", "reviews and merges on GitLab", ""),
        ("Merged in charge (pull request #12)", "reviews and merges on Bitbucket", ""),
        ("Merged PR 12: Charge once", "reviews and merges on Azure DevOps", ""),
    ],
)
def test_a_forge_that_titles_name_is_missed_until_it_is_connected(title: str, what: str, step: str) -> None:
    assert unseen(titled(title))[what] == step
    assert "reviews given" not in unseen(titled(title))
    name = what.rpartition(" ")[2].lower().replace("devops", "azure")
    assert what not in unseen(titled(title), name)


def test_a_merge_by_git_itself_names_no_forge() -> None:
    found = unseen(titled("Merge branch 'charge' into main"))
    assert found["reviews given"] == "treefall connect github"
    assert "reviews given" not in unseen(titled("Charge once"), "github")


def test_issues_of_a_tracker_are_missed_once_several_titles_name_some() -> None:
    twice, thrice = titled("PAY-1 Charge", "PAY-2 Refund"), titled("PAY-1 Charge", "PAY-2 Refund", "Void (PAY-3)")
    assert "issues such as PAY-1" not in unseen(twice)
    assert "issues such as PAY-1" in unseen(thrice)
    assert "issues such as PAY-1" not in unseen(thrice, "linear")
    steps = {one.what: one.step for one in covered(judgement=thrice, known=("git", "jira")).unseen}
    assert steps["issues such as PAY-1"] == "treefall connect jira HOST"
    assert "issues such as PAY-1" not in unseen(thrice, "jira")
    assert "issues such as UTF-1" not in unseen(titled("UTF-8", "UTF-16", "Read UTF-8"))


def test_a_merge_that_was_left_out_counts_as_a_name() -> None:
    merge = seen("m", "Merge branch 'charge' into 'main'", NOW)
    assert "reviews and merges on GitLab" in unseen(Judgement((), (LeftOut(merge, "merge"),)))


def test_a_subject_is_missed_until_a_place_shows_it() -> None:
    assert "incidents" in unseen(SHOP.judgement)
    assert "incidents" not in unseen(SHOP.judgement, "incidents")
    course = seen("1", "Queues in depth", NOW, source="table")
    shown = Judgement((piece("Queues in depth", (course,), 1.0, kind=Kind.LEARNING),), ())
    assert "courses and certificates" not in unseen(shown)
    assert "courses and certificates" in unseen(SHOP.judgement)


@pytest.mark.parametrize("source", ["pagerduty", "oncall"])
def test_whoever_tells_of_shifts_is_no_calendar(source: str) -> None:
    shift = seen("1", "On call", NOW, source=source)
    shown = Judgement((piece("On call on 7 days", (shift,), 1.0, kind=Kind.MEETING),), ())
    assert "1:1s, interviews, on-call and leave" in unseen(shown, source)
    assert "incidents" not in unseen(shown, source)
