"""The nouns of the finale refuse what cannot be, and come back from the ledger as they were."""

from dataclasses import replace
from datetime import date

import pytest
from rubrics import LADDER, at_level, links
from shop import NOW, Shop

from treefall.app.nouns import named
from treefall.ledger.codec import dump, load
from treefall.model import Criterion, Entry, Level, Link
from treefall.value.forgetting import about, bound

SHOP = Shop()
FULL = replace(LADDER, title="Levels", source="https://x.example", retrieved=date(2026, 1, 2), sha256="a" * 64)
(LINK,) = links("measures", SHOP.keys)


def test_a_criterion_needs_a_name_and_words() -> None:
    for missing in ("id", "topic", "level", "words"):
        with pytest.raises(ValueError, match="needs an id"):
            replace(LADDER.criteria[0], **{missing: ""})  # type: ignore[arg-type]  # one of its texts


def test_a_ladder_needs_rungs_and_each_criterion_stands_on_one() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        replace(LADDER, levels=())
    with pytest.raises(ValueError, match="twice"):
        replace(LADDER, criteria=(LADDER.criteria[0],) * 2)
    with pytest.raises(ValueError, match="of its rubric"):
        replace(LADDER, criteria=(Criterion(id="x", topic="Results", level="L9", words="x"),))


def test_a_level_and_a_link_need_all_their_parts() -> None:
    for missing in ("rubric", "mine", "target"):
        with pytest.raises(ValueError, match="a level needs"):
            replace(at_level(), **{missing: ""})  # type: ignore[arg-type]  # one of its texts
    for missing in ("rubric", "criterion", "work"):
        with pytest.raises(ValueError, match="a link needs"):
            replace(LINK, **{missing: ""})  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize("entry", [LADDER, FULL, at_level(), LINK, replace(LINK, holds=False)])
def test_they_come_back_from_the_ledger_as_they_were(entry: Entry) -> None:
    assert load(type(entry).__name__.lower(), dump(entry)[0]) == entry


def test_they_are_listed_in_a_word_or_two() -> None:
    assert named(FULL) == ("ladder", "Levels")
    assert named(at_level()) == ("level", "L1, aiming for L2, by shop")
    assert named(LINK)[0] == "shows"
    assert named(replace(LINK, holds=False))[0] == "shows not"


def test_a_link_goes_with_its_work_and_a_ladder_is_about_nobody() -> None:
    entries: list[Entry] = [FULL, at_level(), LINK]
    assert bound(entries, frozenset({SHOP.keys.id})) == {SHOP.keys.id, LINK.id}
    assert about(entries, "Customers") == frozenset()
    assert isinstance(at_level(), Level)
    assert isinstance(LINK, Link)
    assert FULL.at == NOW
