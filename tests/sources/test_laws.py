"""What holds for every source, whatever it reads."""

import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import calendars
import dovecot
import loopback_azure
import loopback_duty as duty
import loopback_gitlab
import loopback_jira
import loopback_linear
import pytest
from agent_logs import aider_session, claude_session, written
from azure_reader import AzureReader
from calendars import CalendarServer, event
from dovecot import MailServer, missing
from duty_reader import OnCallReader, OpsgenieReader, PagerDutyReader
from forge_reader import Reader
from gitlab_reader import GitLabReader
from jira_reader import JiraReader
from linear_reader import LinearReader
from loopback_github import LOGIN, TOKEN, Forge, discussion, issue, pull, release, reviewed, served
from mails import mail
from shell import Repository
from teams_chats import teams_export, teams_message

from treefall.app.plugins import plugin, plugins
from treefall.model import Batch, Entry, EntryId, Evidence
from treefall.ports import Source, World
from treefall.sources.agents.logs import MOST_LINE
from treefall.world import real_world

_KEY = "AKIA" + "QYLPMN5HNM4OZ3FS"  # as somebody may paste it


@dataclass
class Case:
    """A source with something to read.

    Attributes:
        world: the outside that it reads through.
        section: of the settings, and `me` my addresses.
        damage: breaks one of several records; None where a record cannot be broken by itself.
        secrets: that it is handed.
    """

    world: World
    section: Mapping[str, object] = field(default_factory=dict)
    me: tuple[str, ...] = ()
    damage: Callable[[], object] | None = None
    secrets: tuple[str, ...] = ()


@pytest.fixture
def git(new_repository: Callable[[str], Repository]) -> Case:
    shop = new_repository("shop")
    for number in range(4):
        shop.commit(f"Charge order {number} once", {f"pay/{number}.py": "once = True\n" * 5})
    lost = shop.path / ".git" / "objects" / shop.shas[0][:2] / shop.shas[0][2:]
    section = {"repositories": [str(shop.path)]}
    return Case(real_world(), section, ("ed@corp.example",), damage=lost.unlink)


@pytest.fixture
def github() -> Iterator[Case]:
    with served(Forge()) as forge:
        forge.records = {
            "pull requests": [pull(10 + n) for n in range(60)],
            "reviews": [reviewed(3_000)],
            "issues": [issue(5_000)],
            "discussions": [discussion(7_000)],
        }
        forge.releases = {"shop/pay": [release("v1", "Charges once (#12)")]}
        me = f"{LOGIN}@users.noreply.{forge.url.removeprefix('http://')}"
        broken = forge.records["pull requests"][3]
        section = {forge.url: {"login": LOGIN}}
        world = Reader(forge).world
        yield Case(world, section, (me,), damage=lambda: broken.update(created_at=None), secrets=(TOKEN,))


@pytest.fixture
def azure() -> Iterator[Case]:
    with served(loopback_azure.Azure()) as forge:
        forge.pulls = [loopback_azure.pull(100 + n) for n in range(25)] + [loopback_azure.reviewed(3_000)]
        forge.work_items = {5_000: loopback_azure.work_item(5_000)}
        broken = forge.pulls[3]
        section = {forge.place: {"login": loopback_azure.LOGIN}}
        damage = partial(broken.update, creationDate=None)
        yield Case(AzureReader(forge).world, section, (loopback_azure.LOGIN,), damage=damage, secrets=(TOKEN,))


@pytest.fixture
def pagerduty() -> Iterator[Case]:
    with served(duty.PagerDuty()) as service:
        service.incidents = [duty.page(n) for n in range(10, 15)]
        service.oncalls = [duty.oncall("2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z")]
        section = {service.url: {"login": duty.LOGIN}, "since": date(2026, 1, 1)}
        damage = partial(service.incidents[3].update, created_at=None)
        yield Case(PagerDutyReader(service).world, section, (duty.LOGIN,), damage=damage, secrets=(TOKEN,))


@pytest.fixture
def opsgenie() -> Iterator[Case]:
    with served(duty.Opsgenie()) as service:
        service.alerts = [duty.alert(n) for n in range(10, 15)]
        service.incidents = [duty.outage(700)]
        section = {service.url: {"login": duty.LOGIN}, "since": date(2026, 1, 1)}
        damage = partial(service.alerts[3].update, id=None)
        yield Case(OpsgenieReader(service).world, section, (duty.LOGIN,), damage=damage, secrets=(TOKEN,))


@pytest.fixture
def oncall() -> Iterator[Case]:
    with served(duty.OnCall()) as service:
        service.groups = [duty.group(n) for n in range(10, 15)]
        service.schedules = [duty.schedule("2026-03-02T09:00:00+00:00")]
        section = {f"{service.url}/oncall": {"login": duty.LOGIN}, "since": date(2026, 1, 1)}
        damage = partial(service.groups[3].update, id=None)
        yield Case(OnCallReader(service).world, section, (duty.LOGIN,), damage=damage, secrets=(TOKEN,))


@pytest.fixture
def gitlab() -> Iterator[Case]:
    with served(loopback_gitlab.GitLab()) as forge:
        forge.merge_requests = [loopback_gitlab.merge_request(100 + n) for n in range(25)]
        forge.merge_requests += [loopback_gitlab.reviewed(3_000)]
        forge.issues = [loopback_gitlab.issue(5_000)]
        me = f"{LOGIN}@users.noreply.{forge.url.removeprefix('http://')}"
        broken = forge.merge_requests[3]
        section = {forge.url: {"login": LOGIN}}
        world = GitLabReader(forge).world
        yield Case(world, section, (me,), damage=lambda: broken.update(created_at=None), secrets=(TOKEN,))


@pytest.fixture
def jira() -> Iterator[Case]:
    with served(loopback_jira.Jira()) as forge:
        forge.issues = [loopback_jira.issue(100 + n) for n in range(60)]
        section = {forge.url: {"login": loopback_jira.LOGIN}}
        damage = partial(forge.issues[3]["fields"].update, created=None)
        yield Case(JiraReader(forge).world, section, (loopback_jira.LOGIN,), damage=damage, secrets=(TOKEN,))


@pytest.fixture
def linear() -> Iterator[Case]:
    with served(loopback_linear.Linear()) as forge:
        forge.issues = [loopback_linear.issue(100 + n) for n in range(60)]
        section = {forge.url: {"login": loopback_linear.LOGIN}}
        damage = partial(forge.issues[3].update, createdAt=None)
        yield Case(LinearReader(forge).world, section, (loopback_linear.LOGIN,), damage=damage, secrets=(TOKEN,))


@pytest.fixture
def incidents(tmp_path: Path) -> Case:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"2026-05-0{number}-pool.md").write_text(f"author: Ed Stone\n# Pool {number} exhausted\n")
    section = {"folders": [str(folder)], "as": ["Ed Stone"]}
    damage = partial((folder / "2026-05-02-pool.md").write_bytes, b"\xff")
    return Case(real_world(), section, ("ed@corp.example",), damage=damage)


@pytest.fixture
def documents(tmp_path: Path) -> Case:
    folder = tmp_path / "adr"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"000{number}-queue.md").write_text(
            f"# Queue {number}\n\ndate: 2026-05-0{number}\nauthor: Ed Stone\n"
        )
    section = {"folders": [str(folder)], "as": ["Ed Stone"]}
    damage = partial((folder / "0002-queue.md").write_bytes, b"\xff")
    return Case(real_world(), section, ("ed@corp.example",), damage=damage)


@pytest.fixture
def agents(tmp_path: Path) -> Case:
    for number in range(1, 5):
        written(tmp_path / "shop" / f"{number}.jsonl", claude_session(f"Charge order {number} with {_KEY}"))
        written(tmp_path / "code" / f"shop-{number}" / ".aider.chat.history.md", aider_session(words=f"Use {_KEY}"))
    section = {"claude": [str(tmp_path)], "aider": [str(tmp_path / "code")]}
    damages: Iterator[Callable[[], object]] = iter(
        (
            partial((tmp_path / "shop" / "2.jsonl").write_bytes, b"{\n"),
            partial((tmp_path / "code" / "shop-2" / ".aider.chat.history.md").write_bytes, b"x" * (MOST_LINE + 1)),
        )
    )
    return Case(real_world(), section, damage=partial(_next, damages), secrets=(_KEY,))


@pytest.fixture
def learning(tmp_path: Path) -> Case:
    file = tmp_path / "courses.csv"
    rows = [f"Course {number},2026-05-0{number}" for number in range(1, 5)]
    file.write_text("\n".join(["Name,Finished On", *rows]))
    damage = partial(file.write_text, "\n".join(["Name,Finished On", "Course 1,soon", *rows[1:]]))
    return Case(real_world(), {"folders": [str(tmp_path)]}, damage=damage)


@pytest.fixture
def brags(tmp_path: Path) -> Case:
    file = tmp_path / "brag.md"
    points = [f"- 2026-05-0{number}: Shipped refund {number}" for number in range(1, 5)]
    file.write_text("\n".join(points))
    damage = partial(file.write_text, "\n".join(["- Shipped refund 1", *points[1:]]))
    return Case(real_world(), {"files": [str(tmp_path)]}, damage=damage)


@pytest.fixture
def table(tmp_path: Path) -> Case:
    file = tmp_path / "courses.csv"
    rows = [f"Course {number},2026-05-0{number}" for number in range(1, 5)]
    file.write_text("\n".join(["Name,Finished", *rows]))
    section = {"courses": {"file": str(file), "title": "Name", "date": "Finished", "kind": "learning"}}
    damage = partial(file.write_text, "\n".join(["Name,Finished", "Course 1,soon", *rows[1:]]))
    return Case(real_world(), section, ("ed@corp.example",), damage=damage)


@pytest.fixture
def calendar(tmp_path: Path, radicale: CalendarServer, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("TREEFALL_CALDAV_PASSWORD", calendars.PASSWORD)
    radicale.calendar("ed/team")
    met = [event(f"{number}", "1:1 with Maya", f"2026030{number}T140000Z") for number in range(1, 5)]
    for number, one in enumerate(met):
        radicale.put(f"ed/team/{number}.ics", one)
    file, broken = tmp_path / "work.ics", event("2", "1:1 with Maya", rrule="FREQ=YEARLY;BYWEEKNO=3")
    file.write_bytes(calendars.calendar(*met))

    damages: Iterator[Callable[[], object]] = iter(
        (
            partial(file.write_bytes, calendars.calendar(met[0], broken)),
            partial(radicale.put, "ed/team/1.ics", broken),
        )
    )
    section = {"files": [str(file)], f"http://{radicale.host}": {"user": "ed"}}
    world = replace(real_world(), now=lambda: datetime(2026, 6, 1, tzinfo=UTC))
    damage = partial(_next, damages)
    return Case(world, section, ("ed@corp.example",), damage=damage, secrets=(calendars.PASSWORD,))


@pytest.fixture
def praise(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Case:
    kudos, box = tmp_path / "kudos.md", tmp_path / "inbox"
    lines = [f"- 2026-05-0{number} Grace: Great release {number}." for number in range(1, 5)]
    mails = [mail(f"Great work on release {number}.", message_id=f"<{number}@corp.example>") for number in range(4)]
    kudos.write_text("\n".join(lines))
    box.write_bytes(b"".join(b"From grace\n" + one + b"\n" for one in mails))
    teams = tmp_path / "messages.json"
    chat = [teams_message(f"Great work on release {number}.", id=str(number)) for number in range(4)]
    teams.write_text(json.dumps(teams_export(chat)))
    section: dict[str, object] = {"mail": [str(box)], "teams": [str(teams)], "kudos": [str(kudos)]}
    user = f"{request.node.name}@corp.example".replace("[", "").replace("]", "")
    if not missing():
        server: MailServer = request.getfixturevalue("dovecot")
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        monkeypatch.setenv("TREEFALL_IMAP_PASSWORD", dovecot.PASSWORD)
        for number, one in enumerate(mails):
            server.deliver(one, user, name=f"{number}.test")
        section[f"localhost:{server.port}"] = {"user": user}

    def on_the_server() -> None:
        next((server.home / "mail" / user).rglob("2.test*")).unlink()
        server.deliver(mail(**{"from": ""}), user, name="9.test")

    damages: Iterator[Callable[[], object]] = iter(
        (
            partial(box.write_bytes, box.read_bytes().replace(b"From: Grace", b"X-From: Grace", 1)),
            partial(teams.write_text, json.dumps(teams_export([chat[0] | {"originalarrivaltime": "soon"}, *chat[1:]]))),
            partial(kudos.write_text, "\n".join(["- Great!", *lines[1:]])),
            on_the_server,
        )
    )
    damage = partial(_next, damages)
    return Case(real_world(), section, ("ed@corp.example",), damage=damage, secrets=(dovecot.PASSWORD,))


def _next(damages: Iterator[Callable[[], object]]) -> None:
    """Do the next damage: each source has one of its own."""
    next(damages)()


@pytest.fixture
def note() -> Case:
    return Case(real_world())


@pytest.fixture(params=sorted(plugins("sources")))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def case(name: str, request: pytest.FixtureRequest) -> Case:
    """Return something to read for each source that there is: a new one needs a fixture of its name here."""
    found: Case = request.getfixturevalue(name)
    return found


def made(name: str, case: Case) -> list[Source]:
    return list(plugin("sources", name)(case.section, case.me, case.world))


def read(source: Source, case: Case, cursor: str | None = None) -> list[Batch]:
    return list(source.fetch(cursor, case.world))


def entries(batches: list[Batch]) -> dict[EntryId, Entry]:
    return {entry.id: entry for batch in batches for entry in batch.entries}


def test_it_is_a_frozen_value_that_travels(name: str, case: Case) -> None:
    for source in made(name, case):
        assert is_dataclass(source)
        assert pickle.loads(pickle.dumps(source)) == source  # noqa: S301 - our own bytes
        assert source.place.startswith(f"{name}:")


def test_evidence_names_its_source_and_stands_in_utc(name: str, case: Case) -> None:
    for source in made(name, case):
        observed = [entry for entry in entries(read(source, case)).values() if isinstance(entry, Evidence)]
        assert observed
        assert {one.source for one in observed} == {name}
        assert all(entry.at.utcoffset() == timedelta(0) for entry in entries(read(source, case)).values())


def test_fetching_twice_gives_the_same(name: str, case: Case) -> None:
    for one, other in zip(made(name, case), made(name, case), strict=True):
        assert entries(read(one, case)) == entries(read(other, case))


def test_fetching_on_from_the_end_adds_nothing(name: str, case: Case) -> None:
    for source in made(name, case):
        first = read(source, case)
        cursor = next(batch.cursor for batch in reversed(first) if batch.cursor)
        again = entries(read(source, case, cursor))
        assert again == {id_: entries(first)[id_] for id_ in again}


def test_it_goes_on_from_every_batch(name: str, case: Case) -> None:
    for source in made(name, case):
        whole = read(source, case)
        for place, batch in enumerate(whole, 1):
            if batch.cursor:
                rest = entries(read(source, case, batch.cursor))
                assert entries(whole[:place]) | rest == entries(whole)


def test_an_unreadable_cursor_is_as_none(name: str, case: Case) -> None:
    for source in made(name, case):
        assert entries(read(source, case, "{ nobody's")) == entries(read(source, case))


def test_a_broken_record_is_rejected_and_the_others_are_kept(name: str, case: Case) -> None:
    if case.damage is None:
        assert not made(name, case)  # nothing is read, so that nothing can be broken
        return
    for source in made(name, case):
        sound = entries(read(source, case))
        case.damage()
        batches = read(source, case)
        assert {one.source for batch in batches for one in batch.rejected} == {name}
        left = entries(batches)
        assert left
        assert left.keys() < sound.keys()


def test_no_secret_shows(name: str, case: Case) -> None:
    for source in made(name, case):
        shown = repr(source) + repr(read(source, case)) + str(pickle.dumps(source))
        assert not any(secret in shown for secret in case.secrets)
