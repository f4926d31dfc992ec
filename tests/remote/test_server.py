"""Which server is meant, what its token is called, and what nobody has to say of a new kind of one."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from treefall.errors import SettingsError
from treefall.ports import Answer, Secret, World
from treefall.remote.server import Server, basic, located
from treefall.world import now, run


@dataclass(frozen=True, slots=True)
class Tracker(Server):
    SOURCE: ClassVar[str] = "tracker"
    PUBLIC: ClassVar[tuple[str, ...]] = ("tracker.example", ".tracker.example")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("tracker.example", False),
        ("corp.tracker.example/path", False),
        ("nottracker.example", True),
        ("tracker.example.evil.example", True),
        ("tracker.corp.example:8443/tracker", True),
    ],
)
def test_only_a_host_that_the_person_named_may_lie_in_a_private_network(name: str, inside: object) -> None:
    assert Tracker(name).inside is inside


def test_what_nobody_said_otherwise_is_as_most_servers_are() -> None:
    found = Tracker("tracker.example")
    assert (found.rest, found.graphql) == ("https://tracker.example", "https://tracker.example/graphql")
    assert found.headers(Secret("s3cret"))["authorization"] == "Bearer s3cret"
    assert found.token(World(now=now, run=run)) is None
    assert "keyring set treefall tracker.example" in found.signing_in
    assert found.is_refused(Answer(401, {}, b""))
    assert found.denial(Answer(403, {}, b"")) == ""
    assert "s3cret" not in repr(found)


def test_a_companys_own_server_has_a_variable_of_its_own() -> None:
    assert Tracker("git-1.corp.example:8443/x").own("TOKEN") == "TOKEN_GIT_1_CORP_EXAMPLE"


def test_a_user_signs_in_with_the_token_as_password() -> None:
    assert basic("ed", Secret("pw")) == "Basic ZWQ6cHc="


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Git.Corp.example", ("git.corp.example", "https")),
        ("https://git.corp.example/", ("git.corp.example", "https")),
        ("corp.example:8443/Path/to", ("corp.example:8443/Path/to", "https")),
        ("http://127.0.0.1:80", ("127.0.0.1:80", "http")),
        ("HTTP://localhost", ("localhost", "http")),
    ],
)
def test_a_server_is_named_by_its_host_and_path(said: str, found: tuple[str, str]) -> None:
    assert located(said, "a tracker", "tracker.example") == found


@pytest.mark.parametrize("said", ["", "ftp://x", "ed@x", "x y", "http://corp.example", "x?y", "x//y"])
def test_what_is_no_server_is_refused(said: str) -> None:
    with pytest.raises(SettingsError):
        located(said, "a tracker", "tracker.example")
