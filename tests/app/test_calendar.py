"""The calendar of reminders, read back as calendar programs read it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from treefall.app.calendar import calendar
from treefall.model import Reminder

NOW = datetime(2026, 6, 30, 12, 0, 5, 7, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MEETING = Reminder(
    name="1:1", title="1:1 with Maya: what to say", words="treefall 1:1 Maya", on=date(2026, 7, 2), at=(14, 0), every=2
)
DAY = Reminder(name="after", title="Look again", words="treefall week", on=date(2026, 7, 3))
DUE = Reminder(name="due", title="Due", words="…", on=date(2026, 7, 4), before=1440)


def _events(*reminders: Reminder, zone: ZoneInfo | None = BERLIN, whose: str = "ed@corp.example") -> list[Event]:
    parsed = Calendar.from_ical(calendar(reminders, NOW, zone, whose))
    assert isinstance(parsed, Calendar)
    return [event for event in parsed.walk("VEVENT") if isinstance(event, Event)]


def test_a_meeting_comes_every_two_weeks_at_its_hour() -> None:
    (event,) = _events(MEETING)
    assert event.decoded("DTSTART") == datetime(2026, 7, 2, 14, tzinfo=BERLIN)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)
    assert event["RRULE"] == {"FREQ": ["WEEKLY"], "INTERVAL": [2], "BYDAY": ["TH"]}
    assert str(event["SUMMARY"]) == MEETING.title


def test_the_zone_is_in_the_file_and_hours_float_without_one() -> None:
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin" in calendar([MEETING], NOW, BERLIN, "ed")
    floating = calendar([MEETING], NOW, None, "ed")
    assert b"DTSTART:20260702T140000\r\n" in floating
    assert b"VTIMEZONE" not in floating
    assert b"DTSTART:20260702T140000\r\n" in calendar([MEETING], NOW, UTC, "ed")


def test_a_whole_day_is_a_day_and_ends_with_the_next() -> None:
    (event,) = _events(DAY)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (DAY.on, DAY.on + timedelta(days=1))
    assert "RRULE" not in event


@pytest.mark.parametrize(
    ("reminder", "rings"), [(MEETING, timedelta(minutes=-10)), (DAY, timedelta(hours=9)), (DUE, timedelta(hours=-15))]
)
def test_each_calls_once_in_time(reminder: Reminder, rings: timedelta) -> None:
    (alarm,) = _events(reminder)[0].walk("VALARM")
    assert alarm.decoded("TRIGGER") == rings
    assert (str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", reminder.title)


def test_it_is_the_owners_own_and_blocks_no_time() -> None:
    for event in _events(MEETING, DAY):
        assert (str(event["CLASS"]), str(event["TRANSP"])) == ("PRIVATE", "TRANSPARENT")
        assert "ATTENDEE" not in event
        assert "ORGANIZER" not in event


def test_written_again_the_events_keep_their_names_and_nobody_elses_has_them() -> None:
    names = [str(event["UID"]) for event in _events(MEETING, DAY)]
    assert names == [str(event["UID"]) for event in _events(MEETING, DAY, zone=None)]
    assert len({*names, *(str(event["UID"]) for event in _events(MEETING, DAY, whose="fred"))}) == 4
    assert {event.decoded("DTSTAMP") for event in _events(MEETING)} == {NOW.replace(microsecond=0)}


@given(st.text(max_size=300))
def test_any_words_come_back_as_they_were_in_lines_that_programs_read(words: str) -> None:
    reminder = Reminder(name="n", title=words, words=words, on=date(2026, 7, 3))
    content = calendar([reminder], NOW, None, "ed")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert sum(line == b"BEGIN:VEVENT" for line in lines) == 1
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert not any(byte < 0x20 for line in lines for byte in line)
    assert lines[-2:] == [b"END:VCALENDAR", b""]
