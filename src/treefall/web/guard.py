"""Who may come in: the browser that was launched here, on this machine, and no page of anybody else.

Any site that a person visits can send a request to a port of their own machine. So every request must name this very
place as its host (no rebound DNS name does), must show the cookie that the one-time launch token was exchanged for (no
other user of the machine has it), and, where it changes anything, must come from a page of this place.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 16 * 2**20
"""The largest upload that is read, in bytes."""

START = "/start"
"""Where the launch token is exchanged for the cookie."""

_SAFE = frozenset({"GET", "HEAD"})
_OWN_SITE = frozenset({"same-origin", "none"})
_POLICY = (
    *("default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
    *("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"),
)
_HEADERS = (
    ("content-security-policy", "; ".join(_POLICY)),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
)
_KNOCK = "These pages are open to the browser that Treefall started. Start it again: treefall serve\n"


@dataclass
class Keys:
    """The secrets of one start: the token, which opens once, and the session that it is exchanged for."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """Return the cookie's name: cookies do not keep ports apart, names do."""
        return f"treefall-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names under which this place may be asked for."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    def exchanged(self, token: str) -> bool:
        """Say whether `token` is the one that opens; it opens once."""
        fits = bool(self.token) and compare_digest(self.token.encode(), token.encode())
        if fits:
            self.token = ""
        return fits

    def holds(self, headers: Headers) -> bool:
        """Say whether the request bears the session's cookie."""
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and compare_digest(found.value.encode(), self.session.encode())


@dataclass(frozen=True)
class Guard:
    """Lets in what may come in, and puts the headers of safety on every answer, refusals included."""

    app: ASGIApp
    keys: Keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        inside = self._refused(scope, headers) or self._started(scope) or self._within(scope, headers) or self.app
        return await inside(scope, _capped(receive), _marked(send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the refusal of what does not come from this place; None where it does."""
        if headers.getlist("host")[1:] or headers.get("host", "") not in self.keys.hosts:
            return PlainTextResponse("This is no name of this place.\n", 400)
        site = headers.get("sec-fetch-site")
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin", "" if site == "same-origin" else "null")
        ours = f"http://{headers['host']}"
        if (site is not None and site not in _OWN_SITE) or origin not in {ours, ""}:
            return PlainTextResponse("That came from another page.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return PlainTextResponse(f"That is larger than {MOST_BYTES // 2**20} MB.\n", 413)
        return None

    def _started(self, scope: Scope) -> Response | None:
        """Return the exchange of the launch token for the cookie; None where nothing of that is asked."""
        if scope["path"] != START or scope["method"] != "GET":
            return None
        if not self.keys.exchanged(scope["query_string"].decode("ascii", "replace").removeprefix("token=")):
            return PlainTextResponse(_KNOCK, 401)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.keys.cookie, self.keys.session, httponly=True, samesite="strict", path="/")
        return answer

    def _within(self, scope: Scope, headers: Headers) -> Response | None:
        del scope
        return None if self.keys.holds(headers) else PlainTextResponse(_KNOCK, 401)


def _marked(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, words in _only_missing(headers, _HEADERS):
                headers[name] = words
        await send(message)

    return answer


def _only_missing(headers: MutableHeaders, wanted: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return [(name, words) for name, words in wanted if name not in headers]


def _capped(receive: Receive) -> Receive:
    """Return `receive`, cut off where a body that did not say how long it is grows too long."""
    read = 0

    async def asked() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return message if read <= MOST_BYTES else {"type": "http.disconnect"}

    return asked
