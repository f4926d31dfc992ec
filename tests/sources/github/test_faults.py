"""What GitHub does wrong in its own way: what is read in the end is what a forge without faults gives."""

import json

import pytest
from faults import saying
from forge_reader import Reader
from loopback_github import Fault, Forge, Handler, issue, pull, release, reviewed, stamp

from treefall.model import Entry, EntryId, Evidence

PULLS = 180


def fill(forge: Forge) -> None:
    forge.records = {
        "pull requests": [pull(10 + n, touched=1_000 + n - n % 3) for n in range(PULLS)],
        "reviews": [reviewed(3_000 + n) for n in range(60)],
        "issues": [issue(5_000 + n, by="fred", events=[("ClosedEvent", "ed-stone")]) for n in range(60)],
    }
    forge.releases = {"shop/pay": [release("v2.1", "Charges once (#12)", at=9_000)]}


def the_page_before(handler: Handler, body: bytes) -> bytes:
    asked = json.loads(body)
    asked["variables"]["search"] = handler.forge.searches[-1]
    return handler.right(json.dumps(asked).encode())


def twice_the_same(handler: Handler, body: bytes) -> bytes:
    said = json.loads(handler.right(body))
    said["data"]["search"]["nodes"] *= 2
    return json.dumps(said).encode()


def with_holes(handler: Handler, body: bytes) -> bytes:
    said = json.loads(handler.right(body))
    listed = said["data"]["search"]["nodes"]
    said["data"]["search"]["nodes"] = [None, *listed[:20], {}, *listed[20:]]
    return json.dumps(said).encode()


def touched_meanwhile(handler: Handler, body: bytes) -> bytes:
    said = handler.right(body)
    for one in handler.forge.records["pull requests"][40:90:7]:
        one["updated_at"] = stamp(20_000)
    return said


LIMITED = json.dumps({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}).encode()
TIMED_OUT = json.dumps({"errors": [{"message": "Something went wrong while executing your query."}]}).encode()

FAULTS: dict[str, tuple[Fault, ...]] = {
    "200 that says limited": (saying(200, LIMITED),),
    "a query that timed out": (saying(200, TIMED_OUT),),
    "the page before once more": (the_page_before,),
    "everything on a page twice": (twice_the_same,),
    "holes in a page": (with_holes,),
    "pages that shift": (touched_meanwhile,),
}


@pytest.fixture(scope="module")
def faultless(running: Forge) -> dict[EntryId, Entry]:
    """What a forge without faults gives."""
    running.reset()
    fill(running)
    reader = Reader(running)
    reader.collect()
    assert not reader.rejected
    return reader.entries


def test_a_forge_without_faults_gives_everything(faultless: dict[EntryId, Entry]) -> None:
    assert sum(isinstance(entry, Evidence) for entry in faultless.values()) == PULLS + 60 + 60 + 1


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_changes_nothing_in_the_end(name: str, at: int, forge: Forge, faultless: dict[EntryId, Entry]) -> None:
    fill(forge)
    forge.faults = dict(enumerate(FAULTS[name], at))
    reader = Reader(forge)
    reader.persist()
    assert not forge.faults
    assert reader.entries == faultless
    assert not reader.rejected
