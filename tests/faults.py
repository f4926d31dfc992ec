"""What a server can do wrong, whatever it is asked: each fault once, for every source that asks one."""

import json
from datetime import UTC, datetime

from loopback import Fault, Handler

NEW_TOKEN = "ghp_new"
"""The one that stands once the first was withdrawn."""


def saying(status: int, body: bytes = b"{}", **headers: str) -> Fault:
    def fault(handler: Handler, _body: bytes) -> bytes:
        handler.status = status
        handler.more |= {name.replace("_", "-"): value for name, value in headers.items()}
        return body

    return fault


def cut(handler: Handler, body: bytes) -> bytes:
    return handler.right(body)[:-20]


def broken_off(handler: Handler, body: bytes) -> None:
    said = handler.right(body)
    handler.say(said[: len(said) // 2], length=len(said))
    handler.close_connection = True


def silent(handler: Handler, _body: bytes) -> None:
    handler.close_connection = True


def withdrawn(handler: Handler, _body: bytes) -> bytes:
    handler.forge.tokens.clear()
    handler.forge.tokens.add(NEW_TOKEN)
    handler.status = 401
    return b'{"message": "Bad credentials"}'


def clockless(handler: Handler, body: bytes) -> bytes:
    handler.more["Date"] = ""
    return handler.right(body)


def with_a_clock_that_stopped(handler: Handler, body: bytes) -> bytes:
    handler.more["Date"] = "Thu, 99 Foo 1999"
    return handler.right(body)


def with_a_clock_of_long_ago(handler: Handler, body: bytes) -> bytes:
    handler.more["Date"] = "Sat, 01 Jan 2000 00:00:00 GMT"
    return handler.right(body)


def sent_on(handler: Handler, _body: bytes) -> bytes:
    handler.status = 307
    handler.more["Location"] = handler.path
    return b""


def sent_elsewhere(handler: Handler, _body: bytes) -> bytes:
    handler.status = 307
    handler.more["Location"] = "https://elsewhere.example/"
    return b""


def with_broken_letters(handler: Handler, body: bytes) -> bytes:
    return handler.right(body).replace(b'"title": ', b'"odd": "\xff\\ud800", "title": ')


DEEP = b'{"data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
HOUR = str(int(datetime(2026, 11, 23, 8, 50, tzinfo=UTC).timestamp()))
SOON = str(int(datetime(2026, 11, 23, 8, 0, 20, tzinfo=UTC).timestamp()))
OFTEN = json.dumps({"message": "You have exceeded a secondary rate limit. Please wait."}).encode()

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
    "429 that names an instant": (saying(429, RateLimit_Remaining="0", RateLimit_Reset=SOON),),
    "429 that names a span": (saying(429, RateLimit_Remaining="0", RateLimit_Reset="20"),),
    "429 that names milliseconds": (saying(429, RateLimit_Remaining="0", RateLimit_Reset=f"{SOON}000"),),
    "429 that names an instant in words": (
        saying(429, X_RateLimit_Remaining="0", X_RateLimit_Reset="2026-11-23T08:00:20Z"),
    ),
    "500": (saying(500),),
    "502 twice": (saying(502, b"<html>"), saying(502, b"<html>")),
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
    "the token withdrawn, another found": (withdrawn,),
    "no clock": (clockless,),
    "a clock that stopped": (with_a_clock_that_stopped,),
    "a clock of long ago": (with_a_clock_of_long_ago,) * 4,
    "sent on within the host": (sent_on,),
    "sent on to another host": (sent_elsewhere,),
    "broken letters": (with_broken_letters,),
}
