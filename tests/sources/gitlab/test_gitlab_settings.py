"""Which GitLab, whose token, and what the settings may say."""

from pathlib import Path

import pytest

from treefall.errors import SettingsError
from treefall.ports import Secret, World
from treefall.sources.gitlab import GitLab, connection, sources
from treefall.sources.gitlab.host import Host, host
from treefall.world import now, real_world, run, secret


@pytest.mark.parametrize(
    ("said", "rest", "inside", "variable"),
    [
        ("gitlab.com", "https://gitlab.com/api/v4", False, "GITLAB_TOKEN"),
        ("git.corp.example:8443", "https://git.corp.example:8443/api/v4", True, "GITLAB_TOKEN_GIT_CORP_EXAMPLE"),
        ("corp.example/gitlab", "https://corp.example/gitlab/api/v4", True, "GITLAB_TOKEN_CORP_EXAMPLE"),
    ],
)
def test_a_host_says_where_it_is_asked(said: str, rest: str, inside: object, variable: str) -> None:
    found = host(said)
    assert (found.rest, found.inside, found.variables) == (rest, inside, (variable,))


def test_a_token_of_the_public_gitlab_is_never_meant_for_a_companys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_TOKEN", "public")
    monkeypatch.setenv("GITLAB_TOKEN_GIT_CORP_EXAMPLE", "company")
    world = World(now=now, run=run, secret=secret)
    assert Host("gitlab.com").token(world) == Secret("public")
    assert Host("git.corp.example").token(world) == Secret("company")


def test_gitlabs_own_program_is_asked_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "glab"
    program.write_text('#!/bin/sh\necho "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    found = Host("git.corp.example").token(World(now=now, run=run))
    assert found == Secret("config get token --host git.corp.example")


def test_settings_name_the_hosts() -> None:
    section = {"git.corp.example": {"login": "ed.stone", "only": ["infra/dns/zones"]}}
    (found,) = sources(section, ("ed.stone@users.noreply.git.corp.example",), real_world())
    assert found == GitLab(Host("git.corp.example"), "ed.stone", confirmed=True, only=("infra/dns/zones",))
    assert found.place == "gitlab:git.corp.example/ed.stone"


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ({"token": "glpat-secret"}, "gitlab.token is no setting"),
        ({"gitlab.com": {}}, "gitlab.gitlab.com.login is no login"),
        ({"gitlab.com": {"login": "ed&scope=all"}}, "login is no login"),
        ({"gitlab.com": {"login": "ed", "only": ["shop?x"]}}, "names something else"),
        ({"http://git.corp.example": {"login": "ed"}}, "without encryption"),
    ],
)
def test_settings_that_are_wrong_say_so(section: dict[str, object], why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        list(sources(section, (), real_world()))


def test_the_usual_one_is_gitlab_com() -> None:
    assert connection("", ()).offer().where == "gitlab.com"
