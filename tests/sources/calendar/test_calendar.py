"""What a meeting is, what becomes of it, and a real calendar server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from calendars import PASSWORD, CalendarServer, calendar, event, guests

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence, Kind, Rejected
from treefall.ports import World, no_secret
from treefall.sources.calendar import Calendar, connection, sources
from treefall.sources.calendar.caldav import Account, DavClient, located_account
from treefall.sources.calendar.ics import Event, Guest, read
from treefall.sources.calendar.sorts import Rules, Sort
from treefall.world import real_world

ME, MAYA, JANE = "ed@corp.example", "maya@corp.example", "jane@applicant.example"
SINCE, NOW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
RULES = Rules((ME,), ("ed stone",))


def _sort(
    summary: str, rules: Rules = RULES, *, repeats: bool = False, start: str = "20260305T140000Z", **lines: str
) -> Sort | None:
    (one,) = read(calendar(event("a", summary, start, **lines)))
    assert isinstance(one, Event)
    return rules.sort(one, repeats=repeats)


def _made(tmp_path: Path, *events: str, **section: object) -> list[Evidence | Rejected]:
    (tmp_path / "work.ics").write_bytes(calendar(*events))
    (source,) = sources({"files": [str(tmp_path / "work.ics")], **section}, (ME,), real_world())
    world = replace(real_world(), now=lambda: NOW)
    batches = list(source.fetch(None, world))
    entries = [one for batch in batches for one in batch.entries if isinstance(one, Evidence)]
    return [*entries, *(one for batch in batches for one in batch.rejected)]


@pytest.mark.parametrize(
    ("summary", "sort"),
    [
        ("1:1 Maya / Ed", Sort.ONE_TO_ONE),
        ("Vier-Augen-Gespräch", Sort.ONE_TO_ONE),
        ("Point individuel", Sort.ONE_TO_ONE),
        ("Interview: backend", Sort.INTERVIEW),
        ("Vorstellungsgespräch Frau Meier", Sort.INTERVIEW),
        ("Entretien d'embauche", Sort.INTERVIEW),
        ("面接", Sort.INTERVIEW),
        ("User interview: checkout", None),
        ("Interview debrief", None),
        ("Tech talk: how we charge once", Sort.TALK),
        ("Vortrag: Backups", Sort.TALK),
        ("Quick talk", None),
        ("On-call: primary", Sort.ON_CALL),
        ("Rufbereitschaft", Sort.ON_CALL),
        ("Astreinte", Sort.ON_CALL),
        ("Mentoring Tomás", Sort.MENTORING),
        ("Stand-up", None),
        ("Vacation", None),
        ("Release candidate review", None),
    ],
)
def test_a_meeting_is_told_by_its_words(summary: str, sort: Sort | None) -> None:
    assert _sort(summary) is sort


@pytest.mark.parametrize(
    "summary", ["Vacation", "Urlaub", "Congés", "PTO", "Ferie", "Out of office", "休暇", "Elternzeit"]
)
def test_leave_lasts_for_long_and_is_nobody_elses(summary: str) -> None:
    assert _sort(summary, start="20260803", dtend="20260805") is Sort.LEAVE
    assert _sort(summary, dtend="20260305T200000Z") is Sort.LEAVE
    assert _sort(summary, start="20260803", attendee=guests(ME, host=MAYA)) is None
    assert _sort(f"{summary} planning", start="20260803") is None


def test_a_meeting_of_two_that_repeats_is_a_one_to_one() -> None:
    pair = guests(ME, host=MAYA)
    assert _sort("Sync", attendee=pair, repeats=True) is Sort.ONE_TO_ONE
    assert _sort("Sync", attendee=pair) is None
    assert _sort("1:1", attendee=guests(ME, "fred@corp.example", host=MAYA), repeats=True) is None


def test_what_was_declined_called_off_or_belongs_to_others_is_not_there() -> None:
    assert _sort("1:1", attendee=guests(ME, host=MAYA, declined=ME)) is None
    assert _sort("1:1", status="CANCELLED") is None
    shared = replace(RULES, shared=True)
    assert _sort("On call", shared) is None
    assert _sort("On call: Ed Stone", shared) is Sort.ON_CALL
    assert _sort("On call", attendee=guests(MAYA)) is None
    assert _sort("On call: Ed Stone", attendee=guests(MAYA)) is Sort.ON_CALL


def test_an_interview_at_another_company_and_a_talk_of_somebody_else_are_passed_over() -> None:
    assert _sort("Interview", attendee=guests(ME, host="hr@globex.example")) is None
    assert _sort("Interview", attendee=guests(ME, host=MAYA)) is Sort.INTERVIEW
    assert _sort("Tech talk: queues", attendee=guests(ME, host=MAYA)) is None
    assert _sort("Tech talk: queues", attendee=guests(MAYA, host=ME)) is Sort.TALK


def test_the_persons_own_words_go_first() -> None:
    rules = Rules((ME,), words={"1:1": ("Kaffee",), "nothing": ("Lunch", "Interview")})
    assert _sort("Kaffee mit Maya", rules) is Sort.ONE_TO_ONE
    assert _sort("Interview", rules) is None
    assert _sort("Rufbereitschaft", rules, categories="Lunch") is None
    assert RULES.is_me(Guest("Ed Stone", ""))
    assert not RULES.is_me(Guest("Ed Stone", MAYA))


def test_meetings_become_evidence_with_who_else_took_part_and_no_words_of_the_agenda(tmp_path: Path) -> None:
    weekly = event(
        "a",
        "1:1  Maya",
        attendee=guests(ME, host=MAYA),
        rrule="FREQ=WEEKLY;COUNT=2",
        dtend="20260305T143000Z",
        description="salary",
    )
    found = [one for one in _made(tmp_path, weekly) if isinstance(one, Evidence)]
    assert [(one.title, one.kind, one.body, one.native) for one in found] == [
        ("1:1 Maya", Kind.MEETING, "", "a 2026-03-05T14:00Z"),
        ("1:1 Maya", Kind.MEETING, "", "a 2026-03-12T14:00Z"),
    ]
    assert [role.address for role in found[0].roles] == [MAYA]
    assert found[0].facts == {"meeting": "1:1", "minutes": 30, "every": "weekly", "interval": 1}
    (asked, _) = _made(tmp_path, weekly, descriptions=True)
    assert isinstance(asked, Evidence)
    assert asked.body == "salary"


def test_nobody_who_applied_is_named(tmp_path: Path) -> None:
    (one,) = _made(
        tmp_path,
        event("a", "Interview Jane Doe", attendee=guests(ME, JANE, host=MAYA), description="CV"),
        descriptions=True,
    )
    assert isinstance(one, Evidence)
    assert (one.title, one.body, [role.address for role in one.roles]) == ("Interview", "", [MAYA])


def test_what_is_private_stays_so_or_is_passed_over(tmp_path: Path) -> None:
    private = event("a", "1:1 coach", **{"class": "CONFIDENTIAL"})
    (one,) = _made(tmp_path, private)
    assert isinstance(one, Evidence)
    assert one.private
    assert _made(tmp_path, private, private=False) == []


def test_shifts_count_days_and_what_has_not_begun_is_no_evidence_yet(tmp_path: Path) -> None:
    found = _made(
        tmp_path, event("a", "On call", "20260601", dtend="20260608"), event("b", "On call", "20260703T090000Z")
    )
    assert [one.facts for one in found if isinstance(one, Evidence)] == [{"meeting": "on call", "days": 7}]


def test_leave_is_a_private_number_of_days_a_month(tmp_path: Path) -> None:
    away = event("a", "Surgery leave", "20260525", dtend="20260613")
    more, weekend = event("b", "PTO", "20260629", dtend="20260710"), event("c", "PTO", "20260110", dtend="20260112")
    found = [one for one in _made(tmp_path, away, more, weekend) if isinstance(one, Evidence)]
    assert [(one.title, one.facts, one.private) for one in found] == [
        ("Leave: 5 of 21 working days", {"leave": 5, "working_days": 21}, True),
        ("Leave: 12 of 22 working days", {"leave": 12, "working_days": 22}, True),
        ("Leave: 7 of 23 working days", {"leave": 7, "working_days": 23}, True),
    ]


def test_a_folder_is_one_calendar_and_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.ics").write_bytes(b"\xff")
    (tmp_path / "c.ics").write_bytes(b"nothing")
    (tmp_path / "d.ics").write_bytes(calendar(event("a", "1:1"), event("b", "x", rrule="FREQ=HOURLY")))
    (source,) = sources({"files": [str(tmp_path)]}, (ME,), real_world())
    assert isinstance(source, Calendar)
    (batch,) = source.fetch(None, replace(real_world(), now=lambda: NOW))
    assert len(batch.entries) == 1
    assert len(batch.rejected) == 3
    with pytest.raises(SourceError, match="cannot be read"):
        list(replace(source, path=str(tmp_path / "gone")).fetch(None, real_world()))


@pytest.mark.parametrize(
    "section",
    [
        {"file": ["a.ics"]},
        {"files": "a.ics"},
        {"files": ["a.ics"], "zone": "Nowhere/At"},
        {"files": ["a.ics"], "leave": "x"},
        {"files": ["a.ics"], "private": 1},
        {"cal.corp.example": {}},
        {"cal.corp.example": {"user": "ed", "token": "x"}},
        {"http://cal.corp.example": {"user": "ed"}},
    ],
)
def test_a_section_that_says_something_else_is_refused(section: Mapping[str, object]) -> None:
    with pytest.raises(SettingsError):
        list(sources(section, (ME,), real_world()))


# --- a server


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("TREEFALL_CALDAV_PASSWORD", PASSWORD)
    return replace(real_world(), now=lambda: NOW)


@pytest.fixture
def filled(radicale: CalendarServer) -> CalendarServer:
    radicale.calendar("ed/team")
    radicale.calendar("ed/tasks", "Tasks", "VTODO")
    radicale.calendar("ed/home", "Home")
    radicale.put("ed/team/a.ics", event("a", "1:1 Maya", attendee=guests(ME, host=MAYA), rrule="FREQ=WEEKLY;COUNT=9"))
    radicale.put("ed/home/b.ics", event("b", "Urlaub", "20260601", dtend="20260613"))
    return radicale


def _account(server: CalendarServer, **section: object) -> Account:
    (source,) = sources({f"http://{server.host}": {"user": "ed", **section}}, (ME,), real_world())
    assert isinstance(source, Account)
    return source


def _titles(source: Account, world: World, cursor: str | None = None) -> list[str]:
    return [one.title for batch in source.fetch(cursor, world) for one in batch.entries if isinstance(one, Evidence)]


def test_every_calendar_of_events_is_found_and_read(filled: CalendarServer, world: World) -> None:
    assert sorted(_titles(_account(filled), world)) == [*["1:1 Maya"] * 9, "Leave: 10 of 22 working days"]
    assert set(_titles(_account(filled, only=["Work"]), world)) == {"1:1 Maya"}
    assert [one.name for one in DavClient(located_account(f"http://ed@{filled.host}/ed/team"), world).calendars()] == [
        "Work"
    ]


def test_of_a_calendar_that_did_not_change_only_what_is_new_is_asked_for(filled: CalendarServer, world: World) -> None:
    source = _account(filled)
    last = [batch.cursor for batch in source.fetch(None, world)][-1]
    later = replace(world, now=lambda: datetime(2026, 7, 2, tzinfo=UTC))
    assert _titles(source, later, last) == []
    filled.put("ed/team/c.ics", event("c", "1:1 Fred", "20260210T090000Z"))
    assert set(_titles(source, later, last)) == {"1:1 Maya", "1:1 Fred"}


def test_connecting_shows_what_would_be_read_and_what_took_place_of_late(filled: CalendarServer, world: World) -> None:
    made = connection(f"http://ed@{filled.host}", ("Work",))
    assert "only Work" in made.offer().scope
    assert PASSWORD not in repr(made.offer())
    tried = made.tried(replace(world, now=lambda: datetime(2026, 4, 10, tzinfo=UTC)))
    assert ([one.title for one in tried.page], tried.total) == (["1:1 Maya"] * 5, 6)
    assert tried.token == ("The password opens Work.",)
    assert (tried.section, tried.settings) == (("calendar", f"http://{filled.host}"), {"user": "ed", "only": ("Work",)})
    with pytest.raises(SettingsError, match="no calendar called Plans"):
        connection(f"http://ed@{filled.host}", ("Plans",)).tried(world)
    with pytest.raises(SettingsError, match="as whom"):
        connection("cal.corp.example", ())


def test_a_wrong_password_and_no_calendar_are_told(
    filled: CalendarServer, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = located_account(f"http://ed@{filled.host}/nowhere/at")
    monkeypatch.setattr("treefall.sources.calendar.caldav._is_calendar", lambda _answer: False)
    with pytest.raises(SourceError, match="shows no calendar"):
        DavClient(nowhere, world).calendars()
    monkeypatch.setenv("TREEFALL_CALDAV_PASSWORD", "wrong-1x")
    with pytest.raises(SourceError) as refused:
        _titles(_account(filled), world)
    assert "wrong-1x" not in f"{refused.value} {refused.value.hint}"
    with pytest.raises(SourceError, match="There is no token"):
        _titles(_account(filled), replace(world, secret=no_secret))


def test_what_is_no_plain_xml_is_no_answer(world: World) -> None:
    client = DavClient(located_account("ed@cal.corp.example"), world)
    for body in (b"", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        assert client.decoded(body) is None
    assert client.decoded(b"<a/>") == ()
