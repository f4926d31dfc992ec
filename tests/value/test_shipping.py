"""When a piece of work shipped is read off its own evidence, and what else shipped then is named."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from treefall.model import Evidence, FileChange, FileSummary, Kind, Seen, State, Work
from treefall.value.shipping import happenings, shipped

_DAY = timedelta(days=1)
_NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def _evidence(
    name: str, at: datetime, path: str = "checkout/basket.py", merged: str = "", origin: str = "shop"
) -> Evidence:
    facts = {"merged_at": merged} if merged else {}
    changes = (FileChange(path=path, added=1, deleted=0),)
    files = FileSummary(count=1, added=1, deleted=0, changes=changes)
    return Evidence(
        id=name, at=at, source="git", origin=origin, native=name, kind=Kind.CHANGE, title=name, files=files, facts=facts
    )


def _work(*evidence: Evidence, state: State = State.DONE, weight: float = 1.0, source: str = "git") -> Work:
    seen = tuple(
        Seen(id=e.id, source=source, origin=e.origin, native=e.native, title=e.title, at=e.at, state=state)
        for e in evidence
    )
    first, last = evidence[0], evidence[-1]
    return Work(
        id=f"work {first.id}",
        title=first.title,
        kind=Kind.CHANGE,
        state=state,
        start=first.at,
        end=last.at,
        reasons=(),
        credited=(),
        evidence=seen,
        weight=weight,
    )


def test_work_ships_with_its_last_change_on_the_main_branch() -> None:
    one, two = _evidence("a", _NOON), _evidence("b", _NOON + _DAY)
    found = shipped(_work(one, two), (one, two))
    assert found is not None
    assert found.at == _NOON + _DAY
    assert "b" in found.why


def test_a_merge_says_it_better() -> None:
    one, two = _evidence("a", _NOON), _evidence("#4", _NOON, merged="2026-03-16T09:00:00+00:00")
    found = shipped(_work(one, two), (one, two))
    assert found is not None
    assert found.at == datetime(2026, 3, 16, 9, tzinfo=UTC)
    assert found.why == "pull request #4 was merged"
    other = _evidence("!4", _NOON, merged="2026-03-16T09:00:00+00:00")
    assert getattr(shipped(_work(other), (other,)), "why", "") == "merge request !4 was merged"


def test_what_does_not_stand_has_not_shipped() -> None:
    one = _evidence("a", _NOON)
    assert shipped(_work(one, state=State.IN_PROGRESS), (one,)) is None
    assert shipped(_work(one, state=State.REVERTED), (one,)) is None
    assert shipped(_work(one, source="note"), (one,)) is None


def test_work_on_the_same_files_shares_the_credit_and_weightier_work_is_named() -> None:
    mine, kin = _evidence("mine", _NOON), _evidence("kin", _NOON + 3 * _DAY)
    heavy, light = _evidence("heavy", _NOON - 2 * _DAY, "api/limits.py"), _evidence("light", _NOON, "api/limits.py")
    others = {
        "kin": _work(kin),
        "heavy": _work(heavy, weight=2.0),
        "light": _work(light, weight=0.5),
        "late": _work(_evidence("late", _NOON + 15 * _DAY)),
        "words": _work(_evidence("words", _NOON, "checkout/README.md"), weight=9.0),
        "elsewhere": _work(_evidence("elsewhere", _NOON, origin="billing"), weight=9.0),
        "open": _work(_evidence("open", _NOON), state=State.IN_PROGRESS),
    }
    work = _work(mine)
    evidence = {e.id: e for e in (mine, kin, heavy, light)}
    evidence |= {w.evidence[0].id: _evidence(w.evidence[0].id, w.start) for w in (others["late"], others["open"])}
    evidence["words"] = _evidence("words", _NOON, "checkout/README.md")
    evidence["elsewhere"] = _evidence("elsewhere", _NOON, origin="billing")
    found = happenings(work, date(2026, 3, 14), (work, *others.values()), evidence, UTC)
    assert [(one.title, one.mine) for one in found] == [("heavy", False), ("kin", True)]


def test_evidence_without_files_says_nothing_of_places() -> None:
    mine, other = _evidence("mine", _NOON), replace(_evidence("other", _NOON), files=None)
    evidence = {e.id: e for e in (mine, other)}
    assert happenings(_work(mine), date(2026, 3, 14), (_work(other, weight=9.0),), evidence, UTC) == ()
