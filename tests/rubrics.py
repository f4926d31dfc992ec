"""A small career ladder, and what Ed decided by it, for the tests of several rooms."""

from datetime import datetime

from shop import NOW

from treefall.model import Criterion, Level, Link, Rubric, Work, entry_id

_SINCE = NOW.replace(year=2025)

LADDER = Rubric(
    id=entry_id("rubric", "shop"),
    at=NOW,
    name="shop",
    topics=("Results", "People"),
    levels=("L1", "L2", "L3"),
    meanings={"L2": "works alone"},
    criteria=(
        Criterion(id="measures", topic="Results", level="L2", words="Measures what changed for customers."),
        Criterion(
            id="prevents",
            topic="Results",
            level="L2",
            words="Prevents failures.",
            examples=("A drill showed what the backups lacked.",),
        ),
        Criterion(id="teaches", topic="People", level="L2", words="Mentors somebody until they work alone."),
        Criterion(id="leads", topic="People", level="L3", words="Leads a project of several people."),
    ),
)


def at_level(mine: str = "L1", target: str = "L2", since: datetime = _SINCE) -> Level:
    return Level(id=entry_id("level"), at=since, rubric=LADDER.name, mine=mine, target=target)


def links(criterion: str, *works: Work, holds: bool = True) -> tuple[Link, ...]:
    return tuple(
        Link(
            id=entry_id("link", criterion, work.id),
            at=NOW,
            rubric=LADDER.name,
            criterion=criterion,
            work=work.id,
            holds=holds,
        )
        for work in works
    )
