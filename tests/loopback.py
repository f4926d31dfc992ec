"""A server on this machine's loopback that answers with JSON, and fails where it is told to: what every forge's has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, TypeAlias, TypeVar

Record: TypeAlias = dict[str, Any]
Fault: TypeAlias = Callable[["Handler", bytes], bytes | None]
"""Answers in the server's stead (None), or says what is answered instead of the right words."""

TOKEN = "ghp_0123456789abcdefABCDEF0123456789abcd"


def stamp(number: int) -> str:
    """Return an instant: the minute `number` of 2026."""
    days, minutes = divmod(number, 24 * 60)
    return f"2026-{days // 28 + 1:02}-{days % 28 + 1:02}T{minutes // 60:02}:{minutes % 60:02}:00Z"


@dataclass
class Loopback:
    """What a server was asked, and what it will do wrong; what it knows is told by those that are made of it.

    Attributes:
        faults: by the number of the request, from 1.
        tokens: those that it accepts.
        date: the header of that name; "" for none.
        seen: method, path and authorization of each request.
    """

    faults: dict[int, Fault] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    date: str = "Mon, 23 Nov 2026 08:00:00 GMT"
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    url: str = ""

    def reset(self) -> None:
        """Forget everything but where it listens."""
        self.__init__(url=self.url)  # type: ignore[misc]  # as new

    def token(self, handler: "Handler") -> str:
        """Return the token that a request bears."""
        return str(handler.headers.get("authorization", "")).rpartition(" ")[2]

    def right(self, handler: "Handler", body: bytes) -> bytes:
        """Return what a server without faults says."""
        raise NotImplementedError


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    forge: Any
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body leave together

    def _answer(self) -> None:
        self.status, self.more = 200, dict[str, str]()
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        token = self.forge.token(self)
        self.forge.seen.append((self.command, self.path, token))
        if token not in self.forge.tokens:
            self.status, said = 401, b'{"message": "Bad credentials"}'
        elif fault := self.forge.faults.pop(len(self.forge.seen), None):
            answered = fault(self, body)
            if answered is None:
                return
            said = answered
        else:
            said = self.right(body)
        self.say(said)

    def right(self, body: bytes) -> bytes:
        """Return what a server without faults says."""
        said: bytes = self.forge.right(self, body)
        return said

    def say(self, said: bytes, *, length: int | None = None) -> None:
        """Send `said`, or that it is of another length."""
        self.send_response_only(self.status)
        for name, value in {"Date": self.forge.date, **self.more}.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(said) if length is None else length))
        self.end_headers()
        if self.status != 304:
            self.wfile.write(said)

    do_GET = do_POST = _answer  # noqa: N815 - the names that the server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base
        """Say nothing."""


Served = TypeVar("Served", bound=Loopback)


@contextmanager
def served(forge: Served) -> Iterator[Served]:
    """Let `forge` answer on a port of its own."""
    handler = type("OneForge", (Handler,), {"forge": forge})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    forge.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
