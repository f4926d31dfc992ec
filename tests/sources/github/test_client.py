"""The token goes where it belongs and nowhere else, and no answer is trusted."""

import pickle
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest
from forge_reader import Reader
from loopback_github import TOKEN, Forge, Handler, pull, release, reviewed

from treefall.errors import SettingsError, SourceError
from treefall.ports import Answer, ProgramFailed, Secret, World
from treefall.remote.client import Client, Denied
from treefall.sources.github import GitHub
from treefall.sources.github.host import Host, host
from treefall.world import now, request, run, secret


@pytest.mark.parametrize(
    ("said", "rest", "graphql", "inside"),
    [
        ("github.com", "https://api.github.com", "https://api.github.com/graphql", False),
        ("GitHub.com/", "https://api.github.com", "https://api.github.com/graphql", False),
        ("corp.ghe.com", "https://api.corp.ghe.com", "https://api.corp.ghe.com/graphql", False),
        (
            "git.corp.example:8443",
            "https://git.corp.example:8443/api/v3",
            "https://git.corp.example:8443/api/graphql",
            True,
        ),
        ("http://127.0.0.1:80", "http://127.0.0.1:80/api/v3", "http://127.0.0.1:80/api/graphql", True),
    ],
)
def test_a_host_says_where_it_is_asked(said: str, rest: str, graphql: str, inside: object) -> None:
    found = host(said)
    assert (found.rest, found.graphql, found.inside) == (rest, graphql, inside)


@pytest.mark.parametrize(
    "said", ["", "ftp://x", "ed@github.com", "github.com/shop", "git hub", "http://git.corp.example"]
)
def test_what_is_no_host_is_refused(said: str) -> None:
    with pytest.raises(SettingsError):
        host(said)


def test_a_token_of_the_public_github_is_never_meant_for_a_companys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "public")
    monkeypatch.setenv("GH_ENTERPRISE_TOKEN", "company")
    monkeypatch.delenv("GH_TOKEN", raising=False)
    world = World(now=now, run=run, secret=secret)
    assert Host("github.com").token(world) == Secret("public")
    assert Host("git.corp.example").token(world) == Secret("company")


def test_githubs_own_program_is_asked_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "gh"
    program.write_text('#!/bin/sh\necho "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    found = Host("git.corp.example").token(World(now=now, run=run))
    assert found == Secret("auth token --hostname git.corp.example")


def test_where_it_knows_none_there_is_none() -> None:
    def fails(*_: object, **__: object) -> None:
        raise ProgramFailed(1, "no oauth token found for git.corp.example")

    def says_nothing(*_: object, **__: object) -> list[bytes]:
        return [b"\n"]

    assert Host("git.corp.example").token(World(now=now, run=fails)) is None  # type: ignore[arg-type]
    assert Host("git.corp.example").token(World(now=now, run=says_nothing)) is None  # type: ignore[arg-type]


def sent_to(place: str, status: int = 302) -> object:
    def fault(handler: Handler, _body: bytes) -> bytes:
        handler.status = status
        handler.more["Location"] = place
        return b""

    return fault


@pytest.mark.parametrize(
    "place", ["http://elsewhere.example/user", "//elsewhere.example/user", "http://[::1", "https://127.0.0.1/user", ""]
)
def test_the_token_follows_no_redirect_to_another_host(place: str, forge: Forge) -> None:
    asked: list[str] = []

    def ask(method: str, url: str, **rest: object) -> Answer:
        asked.append(url)
        return request(method, url, **rest)  # type: ignore[arg-type]  # handed on

    forge.faults = {n: sent_to(place) for n in range(1, 9)}  # type: ignore[misc]
    client = Client(host(forge.url), Reader(forge, ask=ask).world)
    with pytest.raises(SourceError, match=r"where the token is not sent|does not answer as it should"):
        client.read("/user")
    assert all(url.startswith(forge.url) for url in asked)


def test_a_renamed_repository_is_followed_within_the_host(forge: Forge) -> None:
    forge.releases = {"shop/new": [release("v1", "")]}
    forge.faults = {1: sent_to("/api/v3/repos/shop/new/releases", 301)}  # type: ignore[dict-item]
    _, content = Client(host(forge.url), Reader(forge).world).read("/repos/shop/old/releases")
    assert [one["tag_name"] for one in content] == ["v1"]


def test_a_question_is_not_turned_into_another_by_a_redirect(forge: Forge) -> None:
    forge.faults = {1: sent_to("/api/graphql", 303)}  # type: ignore[dict-item]
    with pytest.raises(SourceError, match="makes another question"):
        Reader(forge).collect()


def test_a_next_page_on_another_host_is_not_asked_for(forge: Forge) -> None:
    with pytest.raises(Denied, match="another server"):
        Client(host(forge.url), Reader(forge).world).read("https://elsewhere.example/page/2")
    assert not forge.seen


def test_an_unchanged_list_is_not_sent_again(forge: Forge) -> None:
    forge.releases = {"shop/pay": [release("v1", "")]}
    client = Client(host(forge.url), Reader(forge).world)
    answer, _ = client.read("/repos/shop/pay/releases")
    again, content = client.read("/repos/shop/pay/releases", answer.headers["etag"])
    assert (again.status, content) == (304, None)


def test_a_token_that_expired_ends_it_with_what_to_do(forge: Forge) -> None:
    forge.tokens = {"another"}
    with pytest.raises(SourceError, match="does not accept the token") as caught:
        Reader(forge).collect()
    assert "Get a new one" in caught.value.hint
    assert len(forge.seen) == 1


def test_a_refusal_by_single_sign_on_says_so(forge: Forge) -> None:
    def refused(handler: Handler, _body: bytes) -> bytes:
        handler.status = 403
        handler.more["X-GitHub-SSO"] = "required; url=https://forge.example/sso"
        return b"{}"

    forge.faults = {1: refused}
    with pytest.raises(Denied, match="sign-on"):
        Client(host(forge.url), Reader(forge).world).read("/user")


@pytest.mark.parametrize("status", [400, 404, 410, 422, 451])
def test_what_is_refused_for_good_is_not_asked_again(status: int, forge: Forge) -> None:
    def refused(handler: Handler, _body: bytes) -> bytes:
        handler.status = status
        return b"{}"

    forge.faults = {1: refused}
    with pytest.raises(Denied):
        Client(host(forge.url), Reader(forge).world).read("/user")
    assert len(forge.seen) == 1


def test_who_cannot_say_who_was_first_is_not_asked_on_and_on(forge: Forge) -> None:
    forge.records = {"reviews": [reviewed(12, author_association="CONTRIBUTOR")]}

    def refused(handler: Handler, _body: bytes) -> bytes:
        handler.status = 502
        return b""

    forge.faults = {3: refused, 4: refused}
    reader = Reader(forge)
    reader.collect()
    assert any("review_of" in getattr(one, "facts", {}) for one in reader.entries.values())
    assert not forge.faults


def test_no_secret_shows_anywhere(forge: Forge) -> None:
    forge.records = {"pull requests": [pull(12)]}
    reader = Reader(forge)
    reader.collect()
    forge.tokens = set()
    with pytest.raises(SourceError) as caught:
        reader.collect()
    shown = ["".join(traceback.format_exception(caught.value)), repr(caught.value), caught.value.hint]
    source, client = reader.source, Client(reader.source.host, reader.world)
    own = {name: value for name, value in vars(client).items() if name != "_world"}  # which shows the test's forge
    shown += [repr(source), repr(client), repr(own), repr(reader.cursor), repr(reader.entries)]
    shown += [repr(reader.rejected), str(pickle.dumps(source))]
    assert TOKEN not in "".join(shown)
    assert TOKEN in "".join(authorization for *_, authorization in forge.seen)


def test_a_token_that_no_header_can_bear_does_not_show() -> None:
    world = World(
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        run=run,
        request=request,
        secret=lambda name, variables=(): Secret("bad\ntoken"),  # noqa: ARG005
    )
    with pytest.raises(SourceError) as caught:
        list(GitHub(host("http://127.0.0.1:9"), "ed-stone", confirmed=True).fetch(None, world))
    assert "bad" not in "".join(traceback.format_exception(caught.value)).replace(__file__, "")
