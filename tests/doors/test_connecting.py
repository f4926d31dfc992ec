"""A place is connected in three steps, and its work becomes one with what git has of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_github import LOGIN, TOKEN, Forge, Handler, issue, nodes, pull, release, reviewed, served
from shell import Person, Repository


@pytest.fixture
def forge() -> Iterator[Forge]:
    with served(Forge()) as running:
        running.records = {"pull requests": [pull(412), pull(431)], "reviews": [reviewed(440)], "issues": [issue(390)]}
        running.releases = {"shop/pay": [release("v2.1", "Charges once (#412)")]}
        yield running


@pytest.fixture
def person(ed: Person) -> Person:
    ed.variables |= {"GH_ENTERPRISE_TOKEN": TOKEN, "GH_TOKEN": "", "GITHUB_TOKEN": "", "PATH": "/usr/bin:/bin"}
    return ed


def written(person: Person) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in person.home.rglob("*") if path.is_file())


def test_what_will_be_read_is_said_before_anything_is_asked(person: Person, forge: Forge) -> None:
    done = person.run("connect", "github", forge.url)
    assert done.status == 1
    assert "Not read  code" in done.out
    assert "every repository that the token may read" in done.out
    assert "Say so with --yes." in done.err
    assert not forge.seen
    assert not (person.home / "treefall.toml").exists()


def test_once_approved_the_first_page_is_shown_and_the_place_is_remembered(person: Person, forge: Forge) -> None:
    done = person.runs("connect", "github", forge.url, "--yes")
    assert f"You are Ed Stone <{LOGIN}@users.noreply." in done.out
    assert "2 pull requests of yours; touched last:" in done.out
    assert "#412" in done.out
    assert f'login = "{LOGIN}"' in (person.home / "treefall.toml").read_text()
    shown = person.runs("sources").out
    assert f"github     {forge.url.removeprefix('http://')}/{LOGIN}" in shown
    assert "not read yet" in shown
    assert any(one["mine"] for one in person.runs("me", "--json").json)


def test_no_more_is_asked_than_who_and_a_page(person: Person, forge: Forge) -> None:
    person.runs("connect", "github", forge.url, "--yes", "--only", "shop/pay")
    assert [path for _, path, _ in forge.seen] == ["/api/v3/user", "/api/graphql"]
    assert "repo:shop/pay" in forge.searches[0]
    assert 'only = ["shop/pay"]' in (person.home / "treefall.toml").read_text()


def test_connecting_again_changes_what_is_read(person: Person, forge: Forge) -> None:
    person.runs("connect", "github", forge.url, "--yes", "--only", "shop")
    person.runs("connect", "github", forge.url, "--yes")
    assert "only" not in (person.home / "treefall.toml").read_text()


@pytest.mark.parametrize(
    ("scopes", "said"),
    [
        (None, "It is a fine-grained token"),
        ("repo, read:user", "The token reads private repositories as well as public ones."),
        ("read:user", "The token reads public repositories only"),
        ("repo, delete_repo", "It may do more than read (repo, delete_repo)"),
    ],
)
def test_what_the_token_allows_is_told(scopes: str | None, said: str, person: Person, forge: Forge) -> None:
    forge.scopes = scopes
    out = person.runs("connect", "github", forge.url, "--yes").out
    assert said in " ".join(out.split())


def test_a_token_that_opens_nothing_is_told_and_nothing_is_remembered(person: Person, forge: Forge) -> None:
    forge.tokens = set()
    done = person.run("connect", "github", forge.url, "--yes")
    assert done.status == 1
    assert "does not accept the token" in done.err
    assert not (person.home / "treefall.toml").exists()


def test_a_program_in_the_place_of_a_person_is_refused(person: Person, forge: Forge) -> None:
    def denied(handler: Handler, _body: bytes) -> bytes:
        handler.status = 403
        return b'{"message": "Resource not accessible by integration"}'

    forge.faults = {1: denied}
    done = person.run("connect", "github", forge.url, "--yes")
    assert "does not let this token in" in done.err
    assert "a person's own token" in done.err


def test_without_a_token_the_way_to_one_is_told(person: Person, forge: Forge) -> None:
    person.variables["GH_ENTERPRISE_TOKEN"] = ""
    done = person.run("connect", "github", forge.url, "--yes")
    assert "There is no token for" in done.err
    assert "gh auth login" in done.err


def test_what_cannot_be_connected_says_what_can(person: Person) -> None:
    for place in ("gitbucket", "git"):
        done = person.run("connect", place, "--yes")
        assert f"Nothing called '{place}' can be connected." in done.err
        assert "github" in done.err


def test_a_folder_is_named_and_read(person: Person, tmp_path: Path) -> None:
    (tmp_path / "0001-queue.md").write_text("# One queue, not two\n\ndate: 2026-05-04\nauthor: Ed <ed@corp.example>\n")
    said = person.runs("connect", "documents", str(tmp_path))
    assert "read as documents from now on. Nothing of it leaves this machine." in " ".join(said.out.split())
    assert "Next: treefall collect" in said.out
    person.runs("collect", "--me", "ed@corp.example")
    (work,) = person.runs("list", "--json", "--since", "2026-01-01").json["accomplishments"]
    assert work["title"] == "One queue, not two"


def test_a_folder_that_is_not_named_or_not_there_is_said(person: Person) -> None:
    unnamed, gone = person.run("connect", "notes"), person.run("connect", "notes", "gone")
    assert (unnamed.status, gone.status) == (1, 1)
    assert "Which folder holds notes?\nName it: treefall connect notes FOLDER\n" in unnamed.err
    assert "There is no folder gone." in gone.err


def test_with_the_network_switched_off_nobody_is_asked(person: Person, forge: Forge) -> None:
    person.runs("connect", "github", forge.url, "--yes")
    before = len(forge.seen)
    person.variables["TREEFALL_OFFLINE"] = "1"
    done = person.run("collect")
    assert "the network is switched off" in done.err
    assert len(forge.seen) == before


def test_a_place_with_nothing_of_mine_is_no_error(person: Person, forge: Forge) -> None:
    forge.records.clear()
    person.runs("connect", "github", forge.url, "--yes")
    assert "Nothing new from 1 place." in person.runs("collect").err


def test_work_that_git_and_the_forge_both_saw_is_one_piece_of_work(
    person: Person, forge: Forge, shop_repository: Repository
) -> None:
    commits = nodes({"commit": {"sha": shop_repository.shas[1], "authors": nodes()}})
    mine = pull(412, merge={"sha": shop_repository.shas[1]}, commits=commits)
    forge.records = {"pull requests": [mine | {"closes": nodes(), "body": ""}]}
    person.runs("collect", "--me", "ed@corp.example", "--repo", str(person.folder))
    person.runs("connect", "github", forge.url, "--yes")
    person.runs("collect")
    works = person.runs("list", "--json").json["accomplishments"]
    both = [work for work in works if {one["source"] for one in work["evidence"]} == {"git", "github"}]
    assert len(both) == 1
    assert {one["native"] for one in both[0]["evidence"]} == {"#412", shop_repository.shas[1]}
    assert both[0]["state"] == "done"


def test_no_secret_stays_anywhere(person: Person, forge: Forge) -> None:
    outputs = [
        person.run("connect", "github", forge.url, "--yes"),
        person.run("collect"),
        person.run("list", "--json"),
        person.run("export", "--plain", "-"),
    ]
    forge.tokens = set()
    outputs.append(person.run("collect"))
    assert all(TOKEN not in done.out + done.err for done in outputs)
    assert TOKEN not in written(person)
    assert (person.home / "ledger.db").exists()


def test_the_token_of_the_public_github_is_not_sent_to_a_companys(person: Person, forge: Forge) -> None:
    person.variables |= {"GH_ENTERPRISE_TOKEN": "", "GITHUB_TOKEN": "public-token"}
    assert person.run("connect", "github", forge.url, "--yes").status == 1
    assert not forge.seen


def test_a_home_that_cannot_be_written_is_told(person: Person, forge: Forge, tmp_path: Path) -> None:
    person.home.mkdir()
    (person.home / "treefall.toml").mkdir()
    assert person.run("connect", "github", forge.url, "--yes").status == 1
    assert not list(tmp_path.glob("*ghp*"))
