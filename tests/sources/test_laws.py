"""What holds for every source, whatever it reads."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from forge_reader import Reader
from loopback_github import LOGIN, TOKEN, Forge, discussion, issue, pull, release, reviewed, served
from shell import Repository

from treefall.app.plugins import plugin, plugins
from treefall.model import Batch, Entry, EntryId, Evidence
from treefall.ports import Source, World
from treefall.world import real_world


@dataclass
class Case:
    """A source with something to read.

    Attributes:
        world: the outside that it reads through.
        section: of the settings, and `me` my addresses.
        damage: breaks one of several records; None where a record cannot be broken by itself.
        secrets: that it is handed.
    """

    world: World
    section: Mapping[str, object] = field(default_factory=dict)
    me: tuple[str, ...] = ()
    damage: Callable[[], object] | None = None
    secrets: tuple[str, ...] = ()


@pytest.fixture
def git(new_repository: Callable[[str], Repository]) -> Case:
    shop = new_repository("shop")
    for number in range(4):
        shop.commit(f"Charge order {number} once", {f"pay/{number}.py": "once = True\n" * 5})
    lost = shop.path / ".git" / "objects" / shop.shas[0][:2] / shop.shas[0][2:]
    section = {"repositories": [str(shop.path)]}
    return Case(real_world(), section, ("ed@corp.example",), damage=lost.unlink)


@pytest.fixture
def github() -> Iterator[Case]:
    with served(Forge()) as forge:
        forge.records = {
            "pull requests": [pull(10 + n) for n in range(60)],
            "reviews": [reviewed(3_000)],
            "issues": [issue(5_000)],
            "discussions": [discussion(7_000)],
        }
        forge.releases = {"shop/pay": [release("v1", "Charges once (#12)")]}
        me = f"{LOGIN}@users.noreply.{forge.url.removeprefix('http://')}"
        broken = forge.records["pull requests"][3]
        section = {forge.url: {"login": LOGIN}}
        world = Reader(forge).world
        yield Case(world, section, (me,), damage=lambda: broken.update(created_at=None), secrets=(TOKEN,))


@pytest.fixture
def incidents(tmp_path: Path) -> Case:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"2026-05-0{number}-pool.md").write_text(f"author: Ed Stone\n# Pool {number} exhausted\n")
    section = {"folders": [str(folder)], "as": ["Ed Stone"]}
    damage = partial((folder / "2026-05-02-pool.md").write_bytes, b"\xff")
    return Case(real_world(), section, ("ed@corp.example",), damage=damage)


@pytest.fixture
def documents(tmp_path: Path) -> Case:
    folder = tmp_path / "adr"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"000{number}-queue.md").write_text(
            f"# Queue {number}\n\ndate: 2026-05-0{number}\nauthor: Ed Stone\n"
        )
    section = {"folders": [str(folder)], "as": ["Ed Stone"]}
    damage = partial((folder / "0002-queue.md").write_bytes, b"\xff")
    return Case(real_world(), section, ("ed@corp.example",), damage=damage)


@pytest.fixture
def table(tmp_path: Path) -> Case:
    file = tmp_path / "courses.csv"
    rows = [f"Course {number},2026-05-0{number}" for number in range(1, 5)]
    file.write_text("\n".join(["Name,Finished", *rows]))
    section = {"courses": {"file": str(file), "title": "Name", "date": "Finished", "kind": "learning"}}
    damage = partial(file.write_text, "\n".join(["Name,Finished", "Course 1,soon", *rows[1:]]))
    return Case(real_world(), section, ("ed@corp.example",), damage=damage)


@pytest.fixture
def note() -> Case:
    return Case(real_world())


@pytest.fixture(params=sorted(plugins("sources")))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def case(name: str, request: pytest.FixtureRequest) -> Case:
    """Return something to read for each source that there is: a new one needs a fixture of its name here."""
    found: Case = request.getfixturevalue(name)
    return found


def made(name: str, case: Case) -> list[Source]:
    return list(plugin("sources", name)(case.section, case.me, case.world))


def read(source: Source, case: Case, cursor: str | None = None) -> list[Batch]:
    return list(source.fetch(cursor, case.world))


def entries(batches: list[Batch]) -> dict[EntryId, Entry]:
    return {entry.id: entry for batch in batches for entry in batch.entries}


def test_it_is_a_frozen_value_that_travels(name: str, case: Case) -> None:
    for source in made(name, case):
        assert is_dataclass(source)
        assert pickle.loads(pickle.dumps(source)) == source  # noqa: S301 - our own bytes
        assert source.place.startswith(f"{name}:")


def test_evidence_names_its_source_and_stands_in_utc(name: str, case: Case) -> None:
    for source in made(name, case):
        observed = [entry for entry in entries(read(source, case)).values() if isinstance(entry, Evidence)]
        assert observed
        assert {one.source for one in observed} == {name}
        assert all(entry.at.utcoffset() == timedelta(0) for entry in entries(read(source, case)).values())


def test_fetching_twice_gives_the_same(name: str, case: Case) -> None:
    for one, other in zip(made(name, case), made(name, case), strict=True):
        assert entries(read(one, case)) == entries(read(other, case))


def test_fetching_on_from_the_end_adds_nothing(name: str, case: Case) -> None:
    for source in made(name, case):
        first = read(source, case)
        cursor = next(batch.cursor for batch in reversed(first) if batch.cursor)
        again = entries(read(source, case, cursor))
        assert again == {id_: entries(first)[id_] for id_ in again}


def test_it_goes_on_from_every_batch(name: str, case: Case) -> None:
    for source in made(name, case):
        whole = read(source, case)
        for place, batch in enumerate(whole, 1):
            if batch.cursor:
                rest = entries(read(source, case, batch.cursor))
                assert entries(whole[:place]) | rest == entries(whole)


def test_an_unreadable_cursor_is_as_none(name: str, case: Case) -> None:
    for source in made(name, case):
        assert entries(read(source, case, "{ nobody's")) == entries(read(source, case))


def test_a_broken_record_is_rejected_and_the_others_are_kept(name: str, case: Case) -> None:
    if case.damage is None:
        assert not made(name, case)  # nothing is read, so that nothing can be broken
        return
    for source in made(name, case):
        sound = entries(read(source, case))
        case.damage()
        batches = read(source, case)
        assert {one.source for batch in batches for one in batch.rejected} == {name}
        left = entries(batches)
        assert left
        assert left.keys() < sound.keys()


def test_no_secret_shows(name: str, case: Case) -> None:
    for source in made(name, case):
        shown = repr(source) + repr(read(source, case)) + str(pickle.dumps(source))
        assert not any(secret in shown for secret in case.secrets)
