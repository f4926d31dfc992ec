"""Calendars as programs write them: what repeats, what was moved, what cannot be read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from calendars import calendar, event, guests
from dateutil.rrule import (  # type: ignore[import-untyped]
    DAILY,
    MONTHLY,
    WEEKLY,
    YEARLY,
    rrule,
    weekday,
)
from hypothesis import given
from hypothesis import strategies as st

from treefall.errors import SettingsError, SourceError
from treefall.model import Evidence
from treefall.sources.calendar import ics, sources
from treefall.sources.calendar.ics import Event, Guest, Unread, read, times, zone_of
from treefall.sources.calendar.repeating import Endless, Rule, days
from treefall.world import real_world

SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
EVERY = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}


def _events(*events: str, more: str = "") -> list[Event]:
    return [one for one in read(calendar(*events, more=more)) if isinstance(one, Event)]


def _times(*events: str, until: datetime = UNTIL, more: str = "") -> list[str]:
    found = [one for one in times(_events(*events, more=more), SINCE, until) if isinstance(one, Event)]
    return sorted(one.start.isoformat()[:16] for one in found)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Return a rule that comes true at times: of one that never does dateutil looks for the end of the calendar."""
    every = draw(st.sampled_from(sorted(EVERY)))
    interval = draw(st.integers(1, 4))
    counted = every in {"MONTHLY", "YEARLY"} and draw(st.booleans())  # of both sorts at once dateutil takes no union
    which = st.integers(-4, 4).filter(bool) if counted else st.just(0)
    by_day = every != "WEEKLY" and draw(st.booleans())
    named = tuple(draw(st.lists(st.integers(-28, 28).filter(bool), max_size=3))) if by_day else ()
    weekdays = () if by_day else tuple(draw(st.lists(st.tuples(st.integers(0, 6), which), max_size=3)))
    any_month = every == "MONTHLY" and interval > 1
    return Rule(
        every=every,
        interval=interval,
        count=draw(st.integers(0, 12)),
        weekdays=weekdays,
        days=named,
        months=() if any_month or by_day else tuple(draw(st.lists(st.integers(1, 12), max_size=3))),
        places=tuple(draw(st.lists(st.sampled_from((-1, 1)), max_size=2))) if weekdays or named else (),
        begins=draw(st.integers(0, 6)),
    )


@given(rules(), st.dates(date(2018, 1, 1), date(2026, 12, 31)), st.integers(0, 900))
def test_any_rule_is_followed_as_dateutil_does(rule: Rule, first: date, ahead: int) -> None:
    since = date(2025, 1, 1)
    until = since + timedelta(days=ahead)
    start, end = (datetime.combine(day, datetime.min.time()) for day in (first, until))
    wanted = rrule(
        EVERY[rule.every],
        dtstart=start,
        interval=rule.interval,
        until=end,
        byweekday=[weekday(day, which or None) for day, which in rule.weekdays] or None,
        bymonthday=rule.days or None,
        bymonth=rule.months or None,
        bysetpos=rule.places or None,
        wkst=weekday(rule.begins),
    )
    every = islice(sorted({start, *wanted}), rule.count or None)
    assert list(days(rule, first, since, until, 100_000)) == [
        day.date() for day in every if since <= day.date() <= until
    ]


def test_all_mondays_and_the_last_one_are_all_mondays() -> None:
    rule = Rule(every="MONTHLY", weekdays=((0, 0), (0, -1)))
    found = list(days(rule, date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 30), 100))
    assert found == [date(2026, 6, day) for day in (1, 8, 15, 22, 29)]


def test_a_rule_that_never_comes_true_ends_and_one_that_goes_on_is_refused() -> None:
    never = Rule(every="DAILY", months=(2,), days=(30,))
    assert list(days(never, date(2026, 1, 1), date(2026, 1, 2), date(2027, 1, 1), 1_000)) == []
    with pytest.raises(Endless):
        list(days(Rule(every="DAILY", count=9_000), date(1990, 1, 1), date(2026, 1, 1), date(2027, 1, 1), 1_000))
    far = Rule(every="YEARLY", interval=5_000)
    assert list(days(far, date(9998, 1, 1), date(9998, 1, 2), date.max, 10)) == []


def test_a_weekly_meeting_keeps_its_hour_where_it_is_through_the_change_of_clocks() -> None:
    weekly = event("a", "1:1", "", rrule="FREQ=WEEKLY", dtstart="DTSTART;TZID=Europe/Berlin:20260319T140000")
    found = [one for one in times(_events(weekly), SINCE, datetime(2026, 4, 4, tzinfo=UTC)) if isinstance(one, Event)]
    assert [(one.start.isoformat()[:16], one.start.astimezone(UTC).hour) for one in found] == [  # type: ignore[union-attr]
        ("2026-03-19T14:00", 13),
        ("2026-03-26T14:00", 13),
        ("2026-04-02T14:00", 12),
    ]


def test_what_was_left_out_added_moved_or_ended_is_as_it_stands_by_now() -> None:
    weekly = event(
        "a", "1:1", rrule="FREQ=WEEKLY;UNTIL=20260402T140000Z", exdate="20260312T140000Z", rdate="20260313T090000Z"
    )
    moved = event("a", "1:1", "20260320T080000Z", recurrence_id="20260319T140000Z")
    assert _times(weekly, moved) == [
        "2026-03-05T14:00",
        "2026-03-13T09:00",
        "2026-03-20T08:00",
        "2026-03-26T14:00",
        "2026-04-02T14:00",
    ]


def test_whole_days_last_until_the_day_before_their_end() -> None:
    (one,) = _events(event("a", "Leave", "20260701", dtend="20260711"))
    assert one.is_whole_day
    assert one.length == timedelta(days=10)
    (alone,) = _events(event("a", "Leave", "20260701"))
    assert alone.length == timedelta(days=1)
    yearly = event("b", "Day off", "20250501", rrule="FREQ=YEARLY;UNTIL=20260501")
    assert _times(yearly) == ["2026-05-01"]


def test_an_event_lasts_as_long_as_it_says_in_either_way() -> None:
    lasting, mixed, instant = _events(
        event("a", "x", duration="PT90M"), event("b", "x", dtend="20260306"), event("c", "x", dtend="20260301T140000Z")
    )
    assert (lasting.length, mixed.length, instant.length) == (timedelta(minutes=90), timedelta(0), timedelta(0))


def _zoned(name: str, *, east: str = "") -> list[str]:
    """Return when a meeting begins on 5 July at two by the clock of a zone, as Outlook names and defines it."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:16010101T000000", f"TZOFFSETFROM:{east}"]
    zone = "\n".join([*lines, f"TZOFFSETTO:{east}", "END:STANDARD", "END:VTIMEZONE"]) if east else ""
    met = event("a", "1:1", f'DTSTART;TZID="{name}":20260705T140000', x_microsoft_cdo_busystatus="BUSY")
    return [one.start.isoformat() for one in _events(met.replace("DTSTART:DTSTART", "DTSTART"), more=zone)]


def test_outlooks_names_of_zones_are_known_and_its_own_zones_are_each_calendars_own() -> None:
    assert _zoned("W. Europe Standard Time") == ["2026-07-05T14:00:00+02:00"]
    assert _zoned("Pacific Standard Time") == ["2026-07-05T14:00:00-07:00"]
    assert _zoned("tzone://Microsoft/Utc") == ["2026-07-05T14:00:00+00:00"]
    for east in ("+0300", "+0530", "+0300"):
        assert _zoned("Customized Time Zone", east=east) == [f"2026-07-05T14:00:00{east[:3]}:{east[3:]}"]
    assert _zoned("Customized Time Zone") == ["2026-07-05T14:00:00+00:00"]


def test_an_appointment_as_outlook_writes_it_is_read(tmp_path: Path) -> None:
    host = """ORGANIZER;CN="Stone, Ed":mailto:Ed@corp.example"""
    guest = """ATTENDEE;CN="'Lind, Maya'";RSVP=TRUE:mailto:maya@corp.example"""
    lines = event(
        "040000008200E00074C5B7101A82E008",
        "1:1 Maya",
        'DTSTART;TZID="W. Europe Standard Time":20260305T140000',
        people=f"{host}\n{guest}",
        rrule="FREQ=WEEKLY;COUNT=3;BYDAY=TH",
        exdate='EXDATE;TZID="W. Europe Standard Time":20260312T140000',
        x_alt_desc="<html><body></body></html>",
        x_ms_olk_autofilllocation="FALSE",
        alarm="\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nDESCRIPTION:Reminder\nEND:VALARM",
    ).replace("ALARM:\n", "")
    file = tmp_path / "Calendar.ics"
    file.write_bytes(b"\xef\xbb\xbf" + calendar(lines.replace("DTSTART:DTSTART", "DTSTART"), more="METHOD:PUBLISH"))
    section = {"files": [str(file)]}
    (source,) = sources(section, ("ed@corp.example",), real_world())
    world = replace(real_world(), now=lambda: UNTIL)
    found = [one for batch in source.fetch(None, world) for one in batch.entries if isinstance(one, Evidence)]
    assert [f"{one.at:%m-%d %H}" for one in found] == ["03-05 13", "03-19 13"]
    assert {role.name for one in found for role in one.roles} == {"Maya Lind"}
    assert {one.facts["meeting"] for one in found} == {"1:1"}


def test_hours_without_a_zone_are_of_the_calendars_zone_else_of_the_persons() -> None:
    floating = event("a", "x", "20260305T140000")
    assert _events(floating, more="X-WR-TIMEZONE:Asia/Tokyo")[0].start.isoformat() == "2026-03-05T14:00:00+09:00"
    assert _events(floating, more="X-WR-TIMEZONE:Nowhere/At")[0].start.isoformat() == "2026-03-05T14:00:00+00:00"
    (one,) = read(calendar(floating), zone_of("Europe/Berlin"))
    assert isinstance(one, Event)
    assert one.start.isoformat() == "2026-03-05T14:00:00+01:00"
    with pytest.raises(SettingsError):
        zone_of("Nowhere/At")
    until = event("b", "x", "20260305T140000", rrule="FREQ=DAILY;UNTIL=20260306T140000")
    assert _times(until) == ["2026-03-05T14:00", "2026-03-06T14:00"]


def test_guests_are_people_each_once_by_the_name_they_are_called_by() -> None:
    lines = (
        "ORGANIZER;CN=Lind, Maya:mailto:Maya@corp.example\nATTENDEE;PARTSTAT=DECLINED:mailto:maya@corp.example\n"
        'ATTENDEE;CN="Stone, Ed":mailto:ed@corp.example\nATTENDEE;CUTYPE=ROOM:mailto:room@corp.example'
    )
    (one,) = _events(event("a", "x", attendee=lines, categories="Work,Red", status="CANCELLED", **{"class": "PRIVATE"}))
    assert one.guests == (Guest("", "maya@corp.example", declined=True), Guest("Ed Stone", "ed@corp.example"))
    assert (one.host, one.categories, one.called_off, one.private) == ("maya@corp.example", ("Work", "Red"), True, True)
    (other,) = _events(event("b", "x", attendee=guests("ed@corp.example", host="maya@corp.example")))
    assert [guest.address for guest in other.guests] == ["maya@corp.example", "ed@corp.example"]
    (named,) = _events(event("c", "x", attendee="ATTENDEE;CN=Lind, Maya:mailto:m@corp.example"))
    assert named.guests[0].name == "Maya Lind"


@pytest.mark.parametrize(
    "broken",
    [
        event("", "no name"),
        event("a", "no day", ""),
        event("a", "no day", "soon"),
        event("a", "x", rrule="FREQ=SECONDLY"),
        event("a", "x", rrule="FREQ=YEARLY;BYWEEKNO=3"),
        event("a", "x", rrule="FREQ=WEEKLY\nRRULE:FREQ=DAILY"),
        event("a", "x", "19601231T140000Z"),
    ],
)
def test_an_event_that_cannot_be_read_is_told_and_the_others_are_read(broken: str) -> None:
    found = list(read(calendar(broken, event("b", "sound"))))
    assert [isinstance(one, Unread) for one in found] == [True, False]


def test_an_event_that_repeats_beyond_measure_is_told_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "_MOST_TIMES", 40)
    counted = event("a", "counted", "19710101T090000Z", rrule="FREQ=DAILY;COUNT=999999999")
    many = event("b", "many", "20260101T090000Z", rrule="FREQ=DAILY")
    monkeypatch.setattr(ics, "_PERIODS", 2_000)
    found = list(times(_events(counted, many, event("c", "sound")), SINCE, UNTIL))
    told = {one.name: one.why for one in found if isinstance(one, Unread)}
    assert told == {"counted": "repeats too often", "many": "has more times than are read"}
    assert any(isinstance(one, Event) and one.uid == "c" for one in found)


def test_what_is_no_calendar_or_too_large_is_refused() -> None:
    for content, said in ((b"no calendar", "no calendar"), (b"", "no calendar"), (b"x" * 20_000_001, "too large")):
        with pytest.raises(SourceError, match=said):
            list(read(content))


def test_no_more_events_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics, "MOST_EVENTS", 2)
    found = list(read(calendar(*(event(str(n), "x") for n in range(5)))))
    assert [isinstance(one, Unread) for one in found] == [False, False, True]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_calendar_or_none(content: bytes) -> None:
    try:
        found = list(read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + content + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
    except SourceError:
        return
    assert all(isinstance(one, Event | Unread) for one in found)
