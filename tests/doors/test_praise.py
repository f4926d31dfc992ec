"""Others' words: found, private until accepted, erased once dropped; and calendars that explain a month."""

from pathlib import Path

import pytest
from calendars import calendar, event, guests
from inside import Inside
from mails import THANKS, mail

RELEASE = "Great work on the release, it went without a hitch."


@pytest.fixture
def told(inside: Inside, tmp_path: Path) -> Inside:
    """Return Ed, who has collected a mailbox with thanks of Grace's and of Maya's."""
    box = tmp_path / "inbox"
    other = mail(
        RELEASE, message_id="<2@corp.example>", date="Mon, 1 Jun 2026 09:05:00 +0200", **{"from": "m@corp.example"}
    )
    box.write_bytes(b"".join(b"From x\n" + one + b"\n" for one in (mail(), other, mail("Lunch?", message_id="<3@x>"))))
    inside.home.mkdir(parents=True, exist_ok=True)
    (inside.home / "treefall.toml").write_text(f'[praise]\nmail = ["{box}"]\n')
    inside.runs("collect", "--repo", ".", "--me", "ed@corp.example")
    inside.runs("list")
    return inside


def _ids(told: Inside) -> dict[str, str]:
    return {one["body"]: one["id"] for one in told.runs("praise", "--json").json}


def test_what_was_found_is_shown_and_is_in_no_text_until_it_is_accepted(told: Inside) -> None:
    shown = told.runs("praise").out
    assert "2 words of praise found, not decided on." in shown
    assert "saved our weekend." in shown
    assert "Grace Hopper, 12 May 2026, mail" in shown
    assert "2 words of praise found" in told.runs("week", "--no-input").out
    for command in (
        ("list",),
        ("self-review", "--form", "usual", "--json"),
        ("brief", "1", "--for", "Maya"),
        ("testimonial",),
    ):
        assert "weekend" not in told.run(*command).out
    assert "words of others" in told.runs("why-not").out


def test_what_is_accepted_is_a_testimonial_to_the_letter_and_can_be_taken_back(told: Inside) -> None:
    id_ = _ids(told)[THANKS]
    said = told.runs("praise", "--accept", id_[:8], "--for", "boss", "--about", "1").out
    assert f"Kept: Grace Hopper: “{THANKS}”. For boss." in said
    (kept,) = told.runs("testimonial", "--json").json
    assert (kept["words"], kept["at"][:10], kept["place"], kept["audiences"]) == (
        THANKS,
        "2026-05-12",
        "mail",
        ["boss"],
    )
    assert list(_ids(told)) == [RELEASE]
    told.runs("collect")
    assert list(_ids(told)) == [RELEASE]
    told.runs("undo")
    assert set(_ids(told)) == {THANKS, RELEASE}


def test_what_is_dropped_is_erased_and_never_found_again(told: Inside, tmp_path: Path) -> None:
    assert "Erased: “Thank you" in told.runs("praise", "--drop", _ids(told)[THANKS]).out
    with (tmp_path / "inbox").open("ab") as box:  # so that all of it is read again
        box.write(b"\nFrom x\n" + mail("What a fantastic job.", message_id="<9@corp.example>"))
    told.runs("collect")
    assert set(_ids(told)) == {RELEASE, "What a fantastic job."}
    for id_ in _ids(told).values():
        told.runs("praise", "--drop", id_)
    assert "No words of others wait" in told.runs("praise").out
    told.runs("export", "--plain", str(tmp_path / "all.jsonl"))
    assert "weekend" not in (tmp_path / "all.jsonl").read_text()


def test_whoever_is_called_otherwise_can_be_named_and_nobody_is_oneself(told: Inside) -> None:
    id_ = _ids(told)[RELEASE]
    assert "Those would be your own words." in told.run("praise", "--accept", id_, "--who", "ed@corp.example").err
    assert "Kept: Maya Lind" in told.runs("praise", "--accept", id_, "--who", "Maya Lind").out
    assert told.run("praise", "--accept", "ffff").status == 1
    assert told.run("praise", "--for", "boss").status == 2


def test_forgetting_somebody_takes_their_praise_along(told: Inside) -> None:
    told.runs("forget", "Grace Hopper", "--yes")
    assert list(_ids(told)) == [RELEASE]


def test_more_than_a_screen_waits_its_turn(told: Inside, tmp_path: Path) -> None:
    lines = [f"- 2026-05-{number:02} Grace: Release {number} was a joy." for number in range(1, 13)]
    (tmp_path / "kudos.md").write_text("\n".join([*lines, "- 2026-05-30 <b@x>: “”"]))
    (told.home / "treefall.toml").write_text(f'[praise]\nkudos = ["{tmp_path}/kudos.md"]\n')
    told.runs("collect")
    assert "and 4 more, once these are decided on" in told.runs("praise").out


def test_a_calendar_shows_who_is_met_and_explains_a_month(inside: Inside, tmp_path: Path) -> None:
    weekly = event(
        "a",
        "1:1",
        "20260806T120000Z",
        rrule="FREQ=WEEKLY;UNTIL=20270101T000000Z",
        attendee=guests("ed@corp.example", host="maya@corp.example"),
    )
    away = event("b", "Vacation", "20260701", dtend="20260801")
    (tmp_path / "work.ics").write_bytes(calendar(weekly, away))
    inside.home.mkdir(parents=True, exist_ok=True)
    (inside.home / "treefall.toml").write_text(
        f'[calendar]\nfiles = ["{tmp_path}/work.ics"]\n[show]\nnow = 2026-10-02T12:00:00Z\nzone = "UTC"\n'
    )
    inside.runs("collect", "--repo", ".", "--me", "ed@corp.example")
    assert "1:1s, interviews, on-call and leave" not in inside.runs("sources").out
    assert {one["name"] for one in inside.runs("people", "--from-calendar", "--json").json} == {"maya@corp.example"}
    out = {one["why"] for one in inside.runs("why-not", "--json").json}
    assert {"1:1", "on leave"} <= out
