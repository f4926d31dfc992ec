from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from shop import NOW, PERIOD, Shop, piece, seen

from treefall.model import Evidence, Judgement, Kind, Paragraph, Work
from treefall.value.story import told_episode
from treefall.value.story.cause import repairs

CAUSE, FIX = "0123456789abcdef", "fedcba9876543210"


def _works() -> tuple[Work, Work]:
    cause = piece("Retry loop", (seen(CAUSE, "Add a retry loop", NOW - timedelta(days=40)),), 1.0)
    fix = piece("Calm retries", (seen(FIX, "Calm the retries", NOW - timedelta(days=9)),), 2.0)
    return cause, fix


def _proofs(works: Iterable[Work], body: str) -> list[Evidence]:
    return [
        Evidence(
            id=s.id, at=s.at, source="git", origin="shop", native=s.native, kind=Kind.CHANGE, title=s.title, body=body
        )
        for work in works
        for s in work.evidence
    ]


@pytest.mark.parametrize(
    "said", ["Fixes: 0123456789ab", "fix up 0123456", "Regression from 0123456789", "Caused by 0123456"]
)
def test_a_change_that_names_an_earlier_one_of_mine_repairs_it(said: str) -> None:
    cause, fix = _works()
    found = repairs(_proofs([fix], said), Judgement((fix, cause), ()))
    assert found == {fix.id: ("Add a retry loop", cause.evidence[0].id)}


@pytest.mark.parametrize(
    "said",
    ["", "Fixes #390", "Fixes: 9999999999", "Fixes: 0123456999", "This reverts commit 0123456789ab", f"Fixes: {FIX}"],
)
def test_what_names_no_change_of_mine_repairs_nothing_of_mine(said: str) -> None:
    cause, fix = _works()
    assert not repairs(_proofs([fix], said), Judgement((fix, cause), ()))


def test_nothing_is_repaired_before_it_was_there_or_by_its_own_work() -> None:
    cause, fix = _works()
    early = replace(fix, end=NOW - timedelta(days=50))
    assert not repairs(_proofs([early], f"Fixes: {CAUSE}"), Judgement((early, cause), ()))
    both = replace(fix, evidence=(*cause.evidence, *fix.evidence))
    assert not repairs(_proofs([fix], f"Fixes: {CAUSE}"), Judgement((both,), ()))
    assert not repairs(_proofs([fix], f"Fixes: {CAUSE}"), Judgement((cause,), ()))


def test_an_episode_about_a_repair_says_whose_it_was(shop: Shop) -> None:
    cause, fix = _works()
    told = told_episode(
        shop.record(),
        Judgement((fix, cause), ()),
        "Maya",
        zone=UTC,
        period=PERIOD,
        proofs=_proofs([fix], f"Fixes: {CAUSE}"),
    )
    said = [
        s for b in told.document.blocks if isinstance(b, Paragraph) and b.label == "What I did" for s in b.sentences
    ]
    assert said[0].text == "It repairs “Add a retry loop”, which was mine."
    assert set(said[0].cites) == {fix.id, cause.evidence[0].id}
