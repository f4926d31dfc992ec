"""Whatever the forge does wrong, what is read in the end is what a forge without faults gives."""

import json
from datetime import UTC, datetime

import pytest
from forge_reader import Reader
from loopback_github import TOKEN, Fault, Forge, Handler, issue, pull, release, reviewed, stamp

from treefall.model import Entry, EntryId, Evidence

NEW_TOKEN = "ghp_new"
PULLS = 180


def fill(forge: Forge) -> None:
    forge.records = {
        "pull requests": [pull(10 + n, touched=1_000 + n - n % 3) for n in range(PULLS)],
        "reviews": [reviewed(3_000 + n) for n in range(60)],
        "issues": [issue(5_000 + n, by="fred", events=[("ClosedEvent", "ed-stone")]) for n in range(60)],
    }
    forge.releases = {"shop/pay": [release("v2.1", "Charges once (#12)", at=9_000)]}


def saying(status: int, body: bytes = b"{}", **headers: str) -> Fault:
    def fault(handler: Handler, _body: bytes) -> bytes:
        handler.status = status
        handler.more |= {name.replace("_", "-"): value for name, value in headers.items()}
        return body

    return fault


def cut(handler: Handler, body: bytes) -> bytes:
    return handler.forge.right(handler, body)[:-20]


def broken_off(handler: Handler, body: bytes) -> None:
    said = handler.forge.right(handler, body)
    handler.say(said[: len(said) // 2], length=len(said))
    handler.close_connection = True


def silent(handler: Handler, _body: bytes) -> None:
    handler.close_connection = True


def withdrawn(handler: Handler, _body: bytes) -> bytes:
    handler.forge.tokens.clear()
    handler.forge.tokens.add(NEW_TOKEN)
    handler.status = 401
    return b'{"message": "Bad credentials"}'


def the_page_before(handler: Handler, body: bytes) -> bytes:
    asked = json.loads(body)
    asked["variables"]["search"] = handler.forge.searches[-1]
    return handler.forge.right(handler, json.dumps(asked).encode())


def twice_the_same(handler: Handler, body: bytes) -> bytes:
    said = json.loads(handler.forge.right(handler, body))
    said["data"]["search"]["nodes"] *= 2
    return json.dumps(said).encode()


def with_holes(handler: Handler, body: bytes) -> bytes:
    said = json.loads(handler.forge.right(handler, body))
    listed = said["data"]["search"]["nodes"]
    said["data"]["search"]["nodes"] = [None, *listed[:20], {}, *listed[20:]]
    return json.dumps(said).encode()


def touched_meanwhile(handler: Handler, body: bytes) -> bytes:
    said = handler.forge.right(handler, body)
    for one in handler.forge.records["pull requests"][40:90:7]:
        one["updated_at"] = stamp(20_000)
    return said


def clockless(handler: Handler, body: bytes) -> bytes:
    handler.more["Date"] = ""
    return handler.forge.right(handler, body)


def with_a_clock_that_stopped(handler: Handler, body: bytes) -> bytes:
    handler.more["Date"] = "Thu, 99 Foo 1999"
    return handler.forge.right(handler, body)


def with_a_clock_of_long_ago(handler: Handler, body: bytes) -> bytes:
    handler.more["Date"] = "Sat, 01 Jan 2000 00:00:00 GMT"
    return handler.forge.right(handler, body)


def sent_on(handler: Handler, _body: bytes) -> bytes:
    handler.status = 307
    handler.more["Location"] = handler.path
    return b""


def sent_elsewhere(handler: Handler, _body: bytes) -> bytes:
    handler.status = 307
    handler.more["Location"] = "https://elsewhere.example/api/graphql"
    return b""


def with_broken_letters(handler: Handler, body: bytes) -> bytes:
    return handler.forge.right(handler, body).replace(b'"state": "MERGED"', b'"state": "MERGED", "odd": "\xff\\ud800"')


DEEP = b'{"data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
HOUR = str(int(datetime(2026, 11, 23, 8, 50, tzinfo=UTC).timestamp()))
SOON = str(int(datetime(2026, 11, 23, 8, 0, 20, tzinfo=UTC).timestamp()))
OFTEN = json.dumps({"message": "You have exceeded a secondary rate limit. Please wait."}).encode()
LIMITED = json.dumps({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}).encode()
TIMED_OUT = json.dumps({"errors": [{"message": "Something went wrong while executing your query."}]}).encode()

FAULTS: dict[str, tuple[Fault, ...]] = {
    "403 with Retry-After": (saying(403, OFTEN, Retry_After="7"),),
    "403, the hour's requests used up until soon": (saying(403, X_RateLimit_Remaining="0", X_RateLimit_Reset=SOON),),
    "403, the hour's requests used up until much later": (
        saying(403, X_RateLimit_Remaining="0", X_RateLimit_Reset=HOUR),
    ),
    "403, too often": (saying(403, OFTEN),),
    "429 with Retry-After": (saying(429, Retry_After="3"),),
    "429 alone": (saying(429),),
    "429 with a Retry-After that is no number": (saying(429, Retry_After="a while"),),
    "200 that says limited": (saying(200, LIMITED),),
    "500": (saying(500),),
    "502 twice: asks for less": (saying(502, b"<html>"), saying(502, b"<html>")),
    "503 with Retry-After": (saying(503, Retry_After="2"),),
    "504 three times": (saying(504), saying(504), saying(504)),
    "500 more often than anybody tries": (saying(500),) * 6,
    "cut JSON": (cut,),
    "broken off": (broken_off,),
    "silence": (silent, silent),
    "an empty answer": (saying(200, b""),),
    "a page of HTML": (saying(200, b"<html>Unicorn</html>"),),
    "something else in JSON": (saying(200, b"truncated: true"),),
    "very deep JSON": (saying(200, DEEP),),
    "a query that timed out": (saying(200, TIMED_OUT),),
    "the token withdrawn, another found": (withdrawn,),
    "the page before once more": (the_page_before,),
    "everything on a page twice": (twice_the_same,),
    "holes in a page": (with_holes,),
    "pages that shift": (touched_meanwhile,),
    "no clock": (clockless,),
    "a clock that stopped": (with_a_clock_that_stopped,),
    "a clock of long ago": (with_a_clock_of_long_ago,) * 4,
    "sent on within the host": (sent_on,),
    "sent on to another host": (sent_elsewhere,),
    "broken letters": (with_broken_letters,),
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
    reader = Reader(forge, tokens=[TOKEN, NEW_TOKEN])
    reader.persist()
    assert not forge.faults
    assert reader.entries == faultless
    assert not reader.rejected
