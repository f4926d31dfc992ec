import gzip
import pickle
import socket
import sys
import time
from collections.abc import Iterator
from datetime import UTC
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from pathlib import Path
from threading import Thread
from typing import Any

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from treefall.ports import ProgramFailed, RequestFailed, Secret, World
from treefall.world import OFFLINE, dial, now, real_world, request, rest, run, secret, web


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


ECHO = python("import shutil, sys; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)")


def test_the_clock_is_in_utc_and_goes_on() -> None:
    first = now()
    assert first.tzinfo is UTC
    assert now() >= first


def test_the_world_travels_to_workers() -> None:
    assert pickle.loads(pickle.dumps(real_world())) == real_world()  # noqa: S301 - our own bytes


def test_a_program_reads_while_it_writes() -> None:
    chunk = bytes(range(256)) * 4_096
    assert b"".join(run(ECHO, stdin=repeat(chunk, 8))) == chunk * 8


def test_a_program_without_input_reads_nothing() -> None:
    assert b"".join(run(ECHO)) == b""


def test_output_comes_before_the_program_ends() -> None:
    asked: list[bytes] = []

    def lines() -> Iterator[bytes]:
        yield b"one\n"
        while not asked:
            time.sleep(0.001)
        yield b"two\n"

    answers = run(python("import sys\nfor line in sys.stdin: print(line, end='', flush=True)"), stdin=lines())
    asked.append(next(answers))
    assert asked == [b"one\n"]
    assert b"".join(answers) == b"two\n"


def test_a_bad_end_is_raised_after_all_output_with_the_last_words() -> None:
    answers = run(python("import sys; print('out'); sys.stderr.write('x' * 9000 + 'why'); sys.exit(3)"))
    assert next(answers).strip() == b"out"
    with pytest.raises(ProgramFailed) as failed:
        list(answers)
    assert failed.value.status == 3
    assert failed.value.words.endswith("why")
    assert len(failed.value.words) <= 4_000


def test_a_program_that_is_not_there_says_so() -> None:
    with pytest.raises(ProgramFailed) as failed:
        list(run(["no-such-program-anywhere"]))
    assert failed.value.status is None


def test_a_program_is_ended_when_nobody_listens_any_more(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = f"import pathlib, time; print('up', flush=True); time.sleep(30); pathlib.Path({str(mark)!r}).touch()"
    answers = run(python(code))
    next(answers)
    start = time.monotonic()
    answers.close()  # type: ignore[attr-defined]  # a generator
    assert time.monotonic() - start < 25
    assert not mark.exists()


def test_a_program_may_stop_reading_early() -> None:
    assert b"".join(run(python("print('enough')"), stdin=repeat(b"x" * 100_000, 50))).strip() == b"enough"


def test_what_the_input_raises_is_raised() -> None:
    def broken() -> Iterator[bytes]:
        yield b"begin"
        raise ProgramFailed(7, "upstream")

    with pytest.raises(ProgramFailed, match="upstream"):
        list(run(ECHO, stdin=broken()))


def test_one_program_can_feed_another() -> None:
    assert b"".join(run(ECHO, stdin=run(python("print('through')")))).strip() == b"through"


def test_git_variables_of_the_person_do_not_reach_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    monkeypatch.setenv("OTHER", "kept")
    code = "import os; print(os.environ.get('GIT_DIR'), os.environ.get('GIT_PAGER'), os.environ['OTHER'])"
    assert b"".join(run(python(code), environment={"GIT_PAGER": "cat"})).split() == [b"None", b"cat", b"kept"]


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(0.3)
        said = f"{self.path} {self.headers.get('host')} {self.headers.get('x-said', '')}".encode()
        status = 302 if self.path == "/turn" else 200
        self.send_response_only(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        if self.path == "/packed":
            said = gzip.compress(said)
            self.send_header("Content-Encoding", "gzip")
        if self.path == "/bomb":
            said = gzip.compress(bytes(80 << 20))
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(said) + 9 * (self.path == "/cut")))
        self.end_headers()
        self.wfile.write(said)
        self.close_connection = self.path == "/cut"

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["content-length"]))[::-1]
        self.send_response_only(201)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as running:
        thread = Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_request_is_answered_with_what_the_server_says(server: str) -> None:
    answer = request("GET", f"{server}/page?n=1", headers={"X-Said": "hello"}, inside=True)
    assert answer.status == 200
    assert answer.body == f"/page?n=1 {server.removeprefix('http://')} hello".encode()
    assert answer.headers["content-length"] == str(len(answer.body))


def test_a_body_is_sent(server: str) -> None:
    answer = request("POST", server, body=b"abc", inside=True)
    assert (answer.status, answer.body) == (201, b"cba")


def test_a_packed_answer_comes_unpacked(server: str) -> None:
    assert request("GET", f"{server}/packed", inside=True).body.startswith(b"/packed 127.0.0.1")


def test_a_redirect_is_an_answer_and_is_not_followed(server: str) -> None:
    answer = request("GET", f"{server}/turn", inside=True)
    assert (answer.status, answer.headers["location"]) == (302, "/elsewhere")


def test_an_answer_without_end_is_refused(server: str) -> None:
    with pytest.raises(RequestFailed, match="larger than 64 MB") as caught:
        request("GET", f"{server}/bomb", inside=True)
    assert caught.value.final


def test_an_answer_that_is_cut_is_none(server: str) -> None:
    with pytest.raises(RequestFailed) as caught:
        request("GET", f"{server}/cut", inside=True)
    assert not caught.value.final


def test_a_server_that_takes_too_long_may_be_asked_again(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_READ", 0.05)
    with pytest.raises(RequestFailed, match="took too long") as caught:
        request("GET", f"{server.replace('127.0.0.1', 'localhost')}/slow", inside=True)
    assert not caught.value.final


def test_a_server_that_is_not_there_may_come_back() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(RequestFailed, match="the connection failed") as caught:
            request("GET", f"http://127.0.0.1:{taken.getsockname()[1]}/", inside=True)
    assert not caught.value.final


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[ff02::1]/",
    ],
)
def test_nothing_in_a_private_network_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(RequestFailed, match=r"private network|no URL") as caught:
        request("GET", url)
    assert caught.value.final


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http://ed:secret@example.org/", "http:///", "http://[::1", "//x"],
)
def test_what_is_no_url_to_ask_is_refused(url: str) -> None:
    with pytest.raises(RequestFailed) as caught:
        request("GET", url)
    assert caught.value.final
    assert "secret" not in str(caught.value)


def test_a_name_is_resolved_once_and_never_asked_again(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    answers = iter([[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]])
    real = socket.getaddrinfo

    def resolve(name: str, *rest: Any, **named: Any) -> object:  # noqa: ANN401 - handed on
        return next(answers) if name == "rebound.example" else real(name, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    answer = request("GET", f"http://rebound.example:{port}/x", inside=True)
    assert answer.body == f"/x rebound.example:{port} ".encode()


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(RequestFailed, match="private network"):
        request("GET", "http://mixed.example/")


def test_where_one_address_does_not_answer_the_next_is_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("::1", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert request("GET", f"http://two.example:{port}/", inside=True).status == 200


def test_a_name_without_an_address_may_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(RequestFailed, match=r"nowhere\.example has no address") as caught:
        request("GET", "https://nowhere.example/")
    assert not caught.value.final


def test_a_header_that_cannot_be_sent_does_not_show(server: str) -> None:
    with pytest.raises(RequestFailed) as caught:
        request("GET", server, headers={"authorization": "Bearer s3cret\n"}, inside=True)
    assert "s3cret" not in str(caught.value)


def test_a_proxy_is_asked_by_name(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    answer = request("GET", "http://forge.example/x")
    assert answer.body.startswith(b"http://forge.example/x forge.example")


def test_a_proxy_opens_no_private_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(RequestFailed, match="private network"):
        request("GET", "http://10.0.0.1/x")


def test_the_network_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setenv(OFFLINE, "1")
    with pytest.raises(RequestFailed, match="switched off") as caught:
        real_world().request("GET", server, inside=True)
    assert caught.value.final


def test_a_secret_comes_from_the_first_variable_that_says_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRST", " ")
    monkeypatch.setenv("SECOND", "s3cret\n")
    assert secret("forge.example", variables=("FIRST", "SECOND")) == Secret("s3cret")


class Ring(KeyringBackend):
    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        if username == "locked":
            raise KeyringLocked
        return "kept" if (service, username) == ("treefall", "forge.example") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""


def test_else_it_comes_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", Ring())  # type: ignore[no-untyped-call]  # keyring's own
    assert secret("forge.example", variables=("NOT_SET_ANYWHERE",)) == Secret("kept")
    assert secret("other.example") is None
    assert secret("locked") is None


def test_without_a_keyring_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert secret("forge.example") is None


def test_a_secret_shows_itself_only_where_it_is_asked_to() -> None:
    hidden = Secret("s3cret")
    assert "s3cret" not in f"{hidden} {hidden!r} {[hidden]}"
    assert hidden.reveal() == "s3cret"
    assert hidden == Secret("s3cret")
    assert hidden != Secret("other")
    assert hidden != "s3cret"
    assert len({hidden, Secret("s3cret")}) == 1


def test_a_world_without_more_asks_nobody_and_knows_nothing() -> None:
    bare = World(now=now, run=run)
    with pytest.raises(RequestFailed):
        bare.request("GET", "https://example.org")
    assert bare.secret("anything") is None
    bare.rest(10_000)


def test_resting_takes_its_time() -> None:
    start = time.monotonic()
    rest(0.01)
    assert time.monotonic() - start >= 0.009


def test_without_a_network_no_connection_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OFFLINE, "1")
    with pytest.raises(RequestFailed, match="switched off"):
        real_world().dial("imap.corp.example", 993)


def test_a_connection_goes_nowhere_that_a_request_does_not() -> None:
    with pytest.raises(RequestFailed, match="private network"):
        dial("127.0.0.1", 993)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(RequestFailed, match="the connection failed"):
            dial("127.0.0.1", closed.getsockname()[1], inside=True)


def test_whoever_speaks_no_tls_is_not_spoken_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def plain() -> None:
            line, _ = server.accept()
            with line:
                line.sendall(b"* OK ready\r\n")

        thread = Thread(target=plain)
        thread.start()
        with pytest.raises(RequestFailed, match="does not show that it is") as failed:
            dial("127.0.0.1", server.getsockname()[1], inside=True)
        thread.join()
    assert failed.value.final
