"""GitLab and Azure DevOps are connected in the same three steps, in their own words, and become one with git."""

from collections.abc import Iterator

import loopback_azure
import pytest
from loopback import TOKEN, served
from loopback_azure import Azure
from loopback_gitlab import LOGIN, GitLab, issue, merge_request, release, reviewed
from shell import Person, Repository


@pytest.fixture
def gitlab() -> Iterator[GitLab]:
    with served(GitLab()) as running:
        running.merge_requests = [merge_request(412), merge_request(431), reviewed(440)]
        running.issues = [issue(390)]
        running.releases = {"shop/api": [release("v2.1", "Charges once (!412)")]}
        yield running


@pytest.fixture
def azure() -> Iterator[Azure]:
    with served(Azure()) as running:
        running.pulls = [loopback_azure.pull(412)]
        running.work_items = {390: loopback_azure.work_item(390)}
        yield running


@pytest.fixture
def person(ed: Person) -> Person:
    ed.variables |= {"GITLAB_TOKEN_127_0_0_1": TOKEN, "AZURE_DEVOPS_EXT_PAT_127_0_0_1": TOKEN, "PATH": "/usr/bin:/bin"}
    return ed


def test_what_would_be_read_is_said_before_gitlab_is_asked(person: Person, gitlab: GitLab) -> None:
    done = person.run("connect", "gitlab", gitlab.url)
    assert done.status == 1
    assert "your merge requests" in done.out
    assert "read_api and read_user" in done.out
    assert not gitlab.seen


def test_gitlabs_first_page_is_shown_in_its_own_words(person: Person, gitlab: GitLab) -> None:
    out = person.runs("connect", "gitlab", gitlab.url, "--yes").out
    assert f"You are Ed Stone <{LOGIN}@users.noreply.127.0.0.1:" in out
    assert "It expires on 2027-01-31." in out
    assert "2 merge requests of yours; touched last:" in out
    assert "!412" in out
    assert f'login = "{LOGIN}"' in (person.home / "treefall.toml").read_text()
    person.runs("collect")
    assert "gitlab" in person.runs("sources").out


@pytest.mark.parametrize(
    ("scopes", "said"),
    [
        (None, "GitLab does not say what this token allows"),
        (("read_user",), "The token reads no merge requests"),
        (("read_api",), "are found with the scope read_user only"),
        (("api",), "It may do more than read (api)"),
    ],
)
def test_what_gitlabs_token_allows_is_told(
    scopes: tuple[str, ...] | None, said: str, person: Person, gitlab: GitLab
) -> None:
    gitlab.scopes = scopes
    assert said in " ".join(person.runs("connect", "gitlab", gitlab.url, "--yes").out.split())


def test_a_token_that_may_not_read_is_told_what_it_lacks(person: Person, gitlab: GitLab) -> None:
    gitlab.closed = {"/merge_requests"}
    done = person.run("connect", "gitlab", gitlab.url, "--yes")
    assert "the token lacks the scope read_api" in done.err
    assert not (person.home / "treefall.toml").exists()


def test_a_token_for_gitlab_com_is_not_sent_to_a_companys(person: Person, gitlab: GitLab) -> None:
    person.variables |= {"GITLAB_TOKEN_127_0_0_1": "", "GITLAB_TOKEN": "public"}
    done = person.run("connect", "gitlab", gitlab.url, "--yes")
    assert "glab auth login" in done.err
    assert not gitlab.seen


def test_work_that_git_and_gitlab_both_saw_is_one_with_gitlabs_story(
    person: Person, gitlab: GitLab, shop_repository: Repository
) -> None:
    sha = shop_repository.shas[1]
    gitlab.merge_requests = [merge_request(412, merge_commit_sha=sha, commits=[{"id": sha}], closes=[], description="")]
    gitlab.issues.clear()
    gitlab.releases.clear()
    person.runs("collect", "--me", "ed@corp.example", "--repo", str(person.folder))
    person.runs("connect", "gitlab", gitlab.url, "--yes")
    person.runs("collect")
    works = person.runs("list", "--json").json["accomplishments"]
    both = [work for work in works if {one["source"] for one in work["evidence"]} == {"git", "gitlab"}]
    assert len(both) == 1
    assert {one["native"] for one in both[0]["evidence"]} == {"!412", sha}
    assert both[0]["state"] == "done"
    assert "MR !412" in person.runs("show", str(both[0]["rank"])).out


def test_azures_first_page_is_shown_in_its_own_words(person: Person, azure: Azure) -> None:
    out = person.runs("connect", "azure", azure.place, "--yes").out
    assert "You are Ed Stone <ed@corp.example>" in out
    assert "Pull requests of yours; touched last:" in out
    assert "#412" in out
    person.runs("collect")
    assert "azure" in person.runs("sources").out


def test_an_azure_token_that_reads_no_work_items_is_told(person: Person, azure: Azure) -> None:
    azure.closed = {"wiql"}
    assert "it needs the scope Work Items (read)" in " ".join(
        person.runs("connect", "azure", azure.place, "--yes").out.split()
    )


@pytest.mark.parametrize("closed", [{"connectionData"}, {"pullrequests"}])
def test_an_azure_token_that_reads_no_code_is_refused(closed: set[str], person: Person, azure: Azure) -> None:
    azure.closed = closed
    assert "does not let this token in" in person.run("connect", "azure", azure.place, "--yes").err


def test_azure_that_does_not_say_whose_token_it_is_is_not_believed(person: Person, azure: Azure) -> None:
    azure.account = ""
    assert "does not say whose token this is" in person.run("connect", "azure", azure.place, "--yes").err


def test_azure_needs_an_organisation(person: Person) -> None:
    done = person.run("connect", "azure")
    assert "Which organisation?" in done.err
    assert "dev.azure.com/ORGANISATION" in done.err


def test_work_that_git_and_azure_both_saw_is_one(person: Person, azure: Azure, shop_repository: Repository) -> None:
    sha = shop_repository.shas[1]
    mine = loopback_azure.pull(412, lastMergeCommit={"commitId": sha}, commits=[], workitems=[{"id": "390"}])
    azure.pulls = [mine]
    person.runs("collect", "--me", "ed@corp.example", "--repo", str(person.folder))
    person.runs("connect", "azure", azure.place, "--yes")
    person.runs("collect")
    works = person.runs("list", "--json").json["accomplishments"]
    both = [work for work in works if {one["source"] for one in work["evidence"]} == {"git", "azure"}]
    assert len(both) == 1
    assert {one["native"] for one in both[0]["evidence"]} == {"#412", "#390", sha}


def test_no_token_stays_anywhere(person: Person, gitlab: GitLab, azure: Azure) -> None:
    for name, forge, place in (("gitlab", gitlab, gitlab.url), ("azure", azure, azure.place)):
        outputs = [person.run("connect", name, place, "--yes"), person.run("collect")]
        forge.tokens = set()
        outputs += [person.run("collect"), person.run("export", "--plain", "-")]
        assert all(TOKEN not in done.out + done.err for done in outputs)
    written = "".join(path.read_text("utf-8", "replace") for path in person.home.rglob("*") if path.is_file())
    assert TOKEN not in written
