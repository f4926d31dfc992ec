"""A thin client: asks, waits where it is told to, tries again where that can help, and never gives the token away.

What one request needs is decided by `_pause`, from its answer alone. Everything that can go wrong ends in an answer,
in `SourceError` (nothing more can be had now), or in `TooMuch` (less may be asked at once).
"""

import json
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from ..errors import SourceError
from ..ports import Answer, RequestFailed, Secret, World
from .records import moment
from .server import Server

_TRIES = 6  # of one request, the first included
_TRIES_LENIENT = 2  # where a server is overloaded and less could be asked for
_LONGEST = 120.0  # seconds that are waited for one answer; whoever has to wait longer is told so
_UNCHANGED, _BAD = 304, 400
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})
_FORBIDDEN, _MISSING, _GONE, _LIMITED, _BROKEN = 403, 404, 410, 429, 500
_OVERLOADED = frozenset({502, 504})  # what a query that is too heavy ends in as well
_LIMIT_CODES = (b"RATE_LIMITED", b"RATELIMITED")  # of GraphQL, whatever the status
_LIMIT_WORDS = (b"rate limit", b"abuse detection", b"secondary limit", *_LIMIT_CODES)
_LEFT = ("x-ratelimit-remaining", "ratelimit-remaining", "x-ratelimit-requests-remaining")
_RESET = ("x-ratelimit-reset", "ratelimit-reset", "x-ratelimit-requests-reset")
_EPOCH, _MILLISECONDS = 1e9, 1e11  # from which on a number is no span of seconds; no instant in seconds
_SCANNED = 4_000  # bytes of an answer in which it would say so
_NO_ANSWER = Answer(0, MappingProxyType({}), b"")


class TooMuch(Exception):
    """The server does not manage this query: less at once may do."""


class Denied(Exception):
    """This very thing cannot be read with this token, or is not there; `args[0]` says why in one clause."""


class Client:
    """Asks one server with one person's token."""

    def __init__(self, server: Server, world: World) -> None:
        """Ask `server` through `world`.

        Raises:
            SourceError: there is no token for it.
        """
        token = server.token(world)
        if token is None:
            raise SourceError(f"There is no token for {server.name}.", hint=f"{server.signing_in}.")
        self._server = server
        self._world = world
        self._token = token
        self.clock = world.now()
        """When the server answered last, by its own clock where it tells it."""

    def asked(
        self, query: str, *, lenient: bool = False, **variables: object
    ) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return what a GraphQL query gives, and in one clause each what of it could not be read.

        Args:
            query: in GraphQL.
            lenient: less could be asked for at once, where the server does not manage this.
            variables: of the query.

        Raises:
            TooMuch: the server does not manage it, and it is `lenient`.
            SourceError: nothing can be had now.
            Denied: the query as a whole is refused.
        """
        content = self.sent(self._server.graphql, {"query": query, "variables": variables}, lenient=lenient)
        found = content if isinstance(content, dict) else {}
        data, errors = found.get("data"), found.get("errors")
        said = [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
        words = tuple(dict.fromkeys(str(error.get("message", ""))[:200] for error in said))
        if isinstance(data, dict) and any(value is not None for value in data.values()):
            return data, words
        if any("omething went wrong" in word or "timeout" in word.lower() for word in words):
            raise TooMuch if lenient else self._error("does not manage what it is asked for")
        raise Denied(words[0] if words else "the answer holds nothing")

    def read(self, path: str, tag: str = "") -> tuple[Answer, Any]:
        """Return the answer to a REST request for `path` (or a whole URL of this server), and what it holds.

        Where it still has the `tag` that it had, its status is 304 and it holds nothing.

        Raises:
            SourceError: nothing can be had now.
            Denied: this very thing cannot be read.
        """
        return self._content("GET", self._url(path), tag=tag)

    def sent(self, path: str, content: object, *, lenient: bool = False) -> Any:  # noqa: ANN401 - whatever it says
        """Return what the answer holds when `content` is sent to `path` as JSON: a question too long for a URL.

        Raises:
            TooMuch: the server does not manage it, and it is `lenient`.
            SourceError: nothing can be had now.
            Denied: this very thing cannot be read.
        """
        return self._content("POST", self._url(path), msgspec.json.encode(content), lenient=lenient)[1]

    def answered(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Any:  # noqa: ANN401
        """Return what the answer to any other question holds: of a method, a body and headers of its own, as CalDAV's.

        Raises:
            SourceError: nothing can be had now.
            Denied: this very thing cannot be read.
        """
        return self._content(method, self._url(path), body, headers=headers)[1]

    def decoded(self, body: bytes) -> Any:  # noqa: ANN401 - whatever a server says
        """Return what `body` holds; None where that is nothing whole, which is asked for again."""
        return _decoded(body)

    def pages(self, path: str) -> Iterator[Any]:
        """Yield what the pages of a list hold, from `path` on as each names the next in its header `link`.

        Raises:
            SourceError: nothing more can be had now.
            Denied: this very thing cannot be read.
        """
        while path:
            answer, content = self.read(path)
            yield content
            path = following(answer)

    def _url(self, path: str) -> str:
        url = path if "://" in path else self._server.rest + path
        if not self._is_own(url):
            raise Denied("its next page is on another server")
        return url

    def _content(
        self,
        method: str,
        url: str,
        body: bytes = b"",
        *,
        tag: str = "",
        lenient: bool = False,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[Answer, Any]:
        """Ask until there is an answer that stands, and return it with what it holds."""
        answer = _NO_ANSWER
        for attempt in range(1, _TRIES + 1):
            token = self._token
            answer = self._answer(method, url, body, {**headers, **({"if-none-match": tag} if tag else {})}, token)
            pause = _pause(answer, self.clock)
            if pause is None and answer.status == _UNCHANGED:
                return answer, None
            if pause is None and self._server.is_refused(answer):
                self._renew(token)
                continue
            if pause is None and answer.status in _REDIRECTS:
                url = self._turned(method, url, answer)
                continue
            if pause is None and (content := self._held(answer)) is not None:
                return answer, content
            if lenient and answer.status in _OVERLOADED and attempt >= _TRIES_LENIENT:
                raise TooMuch
            if attempt < _TRIES:
                self._rest(max(pause or 0.0, _backoff(attempt)))
        what = f"does not answer as it should ({answer.status})" if answer.status else answer.body.decode()
        raise self._error(what)

    def _answer(self, method: str, url: str, body: bytes, more: Mapping[str, str], token: Secret) -> Answer:
        """Return the answer; one with the status 0 that says why where there is none and another try may help."""
        headers = {
            **self._server.headers(token),
            "user-agent": "treefall",
            **({"content-type": "application/json"} if body else {}),
            **more,
        }
        try:
            answer = self._world.request(method, url, headers=headers, body=body, inside=self._server.inside)
        except RequestFailed as failed:
            if failed.final:
                raise self._error(f"cannot be asked: {failed.words}") from None
            return replace(_NO_ANSWER, body=f"cannot be reached: {failed.words}".encode())
        self.clock = _date(answer) or self._world.now()
        return answer

    def _turned(self, method: str, url: str, answer: Answer) -> str:
        """Return where a redirect leads: to this very host, by the same method."""
        target = ""
        with suppress(ValueError):  # where it leads nowhere at all
            target = urljoin(url, answer.headers.get("location", ""))
        if not self._is_own(target):
            raise self._error("sends on to another host, where the token is not sent")
        if method == "POST" and answer.status not in _KEEP_METHOD:
            raise self._error("makes another question of this one")
        return target

    def _is_own(self, url: str) -> bool:
        own = urlsplit(self._server.rest)
        return url.startswith(f"{own.scheme}://{own.netloc}/")

    def _renew(self, refused: Secret) -> None:
        """Take the token that stands now, where it is another one than that which was just `refused`."""
        token = self._server.token(self._world)
        if token is None or token == refused:
            raise SourceError(
                f"{self._server.name} does not accept the token: it was withdrawn, or has expired.",
                hint="Get a new one, then go on where it was: treefall collect",
            )
        self._token = token

    def _rest(self, seconds: float) -> None:
        if seconds > _LONGEST:
            until = datetime.fromtimestamp(self.clock.timestamp() + seconds, UTC)
            raise SourceError(
                f"{self._server.name} allows no more requests until {until:%H:%M} UTC.",
                hint="What came is kept. Go on then: treefall collect",
            )
        self._world.rest(seconds)

    def _held(self, answer: Answer) -> Any:  # noqa: ANN401 - whatever a server says
        """Return what `answer` holds, None where that is nothing whole; raise `Denied` where it refuses."""
        if answer.status >= _BAD and (why := self._server.denial(answer)):
            raise Denied(why)
        if answer.status in (_FORBIDDEN, _MISSING, _GONE):
            raise Denied("the token may not read it, or it is not there")
        if answer.status >= _BAD:
            raise Denied(f"it is refused ({answer.status})")
        return self.decoded(answer.body)

    def _error(self, what: str) -> SourceError:
        return SourceError(f"{self._server.name} {what}.", hint="What came is kept. Try again: treefall collect")


def following(answer: Answer) -> str:
    """Return the URL that `answer` says comes next in its header `link`, or ""."""
    parts = (part.partition(";") for part in answer.headers.get("link", "").split(","))
    return next((url.strip().strip("<>") for url, _, what in parts if 'rel="next"' in what), "")


def _pause(answer: Answer, now: datetime) -> float | None:
    """Return how many seconds to wait before the same is asked again, or None where the answer stands."""
    if not answer.status or answer.status >= _BROKEN:
        return _seconds(answer, "retry-after") or 0.0
    start = answer.body[:_SCANNED]
    if answer.status not in (_FORBIDDEN, _LIMITED) and not any(code in start for code in _LIMIT_CODES):
        return None
    used_up = any(answer.headers.get(name) == "0" for name in _LEFT)
    told = any(words in start for words in _LIMIT_WORDS)
    if answer.status == _FORBIDDEN and not (used_up or told or "retry-after" in answer.headers):
        return None
    if (said := _seconds(answer, "retry-after")) is not None:
        return said
    reset = next((at for name in _RESET if (at := _until(answer, name, now)) is not None), None)
    return reset + 1 if used_up and reset is not None else 60.0


def _until(answer: Answer, header: str, now: datetime) -> float | None:
    """Return how many seconds it is to what `header` says: an instant as a number or in words, or a span."""
    number = _seconds(answer, header)
    if number is None:
        at = moment({"at": answer.headers.get(header)}, "at")
        return max(0.0, (at - now).total_seconds()) if at else None
    if number < _EPOCH:
        return number
    return max(0.0, (number / 1000 if number > _MILLISECONDS else number) - now.timestamp())


def _seconds(answer: Answer, header: str) -> float | None:
    said = answer.headers.get(header, "")
    return float(said) if said.isdecimal() and said.isascii() and len(said) <= len("4102444800000") else None


def _backoff(attempt: int) -> float:
    """Return seconds before the next try: 1, 2, 4, …, with a bit of chance so that many do not come back as one."""
    return 2.0 ** (attempt - 1) * (1 + random.random() / 4)  # noqa: S311 - no secret rests on it


def _date(answer: Answer) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None


def _decoded(body: bytes) -> Any:  # noqa: ANN401 - whatever a server says
    """Return what `body` holds; None where it is no whole JSON."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass
    try:  # more patient with broken letters
        return json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
