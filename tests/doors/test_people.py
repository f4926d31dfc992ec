"""Who listens, and why they would: people, cares, goal, serves, term, as a person types them."""

from pathlib import Path

import pytest
from inside import Inside

MEETING = """BEGIN:VEVENT
UID:{uid}
DTSTART;TZID=Europe/Berlin:20260604T100000
DTEND;TZID=Europe/Berlin:20260604T103000
SUMMARY:{title}
RRULE:{rule}
{people}END:VEVENT
"""


def _calendar(*events: str) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Corp//EN", *events, "END:VCALENDAR", ""]
    return "\n".join(line.strip("\n") for line in lines).replace("\n", "\r\n") + "\r\n"


def _meeting(uid: str, title: str, rule: str, *people: str) -> str:
    invited = "".join(f"ATTENDEE;CN={who.split()[0]}:mailto:{who.lower()}@corp.example\n" for who in people)
    return MEETING.format(uid=uid, title=title, rule=rule, people=invited)


@pytest.fixture
def ed(inside: Inside) -> Inside:
    return inside


@pytest.fixture
def work(ed: Inside) -> str:
    ed.runs("collect", "--repo", ".")
    (found,) = [w for w in ed.runs("list", "--json").json["accomplishments"] if "idempotency" in w["title"]]
    return str(found["id"])


@pytest.fixture
def told(ed: Inside, work: str) -> Inside:
    """Ed, with a boss who cares about something and work that may serve it."""
    assert work
    ed.runs("people", "Maya", "--as", "boss", "--reports-to", "Nadia", "--meets", "Thursdays", "--note", "wants tea")
    ed.runs("cares", "Maya", "Nobody is charged twice", "--at", "1:1", "--on", "2026-06-04")
    return ed


def test_an_empty_list_says_where_to_begin(ed: Inside) -> None:
    done = ed.runs("people")
    assert "Nobody is known to listen." in done.out
    assert "Next: treefall people NAME --as boss" in done.out
    assert ed.runs("people", "--json").json == []


def test_who_listens_is_seen_at_a_glance(told: Inside) -> None:
    lines = told.runs("people").out.splitlines()
    assert lines[0] == "2 people listen."
    assert lines[3].split()[:3] == ["Maya", "boss", "1"]
    assert "boss's boss" in lines[4]
    assert all(len(line) <= 80 for line in lines)


def test_one_screen_shows_one_person(told: Inside) -> None:
    shown = told.runs("people", "maya").out
    assert shown.startswith("Maya, your boss, reports to Nadia, 1:1 Thursdays.")
    assert "Told of 0 of your" in shown
    assert "“Nobody is charged twice” (1:1, 4 Jun 2026)" in shown
    assert "Would matter" in shown
    assert "Never used         idempotency" in shown
    assert "wants tea" in shown
    assert told.runs("people", "Maya", "--json").json["person"]["notes"] == "wants tea"


def test_a_card_is_changed_line_by_line(told: Inside) -> None:
    changed = told.runs("people", "Maya", "--meets", "every second Monday", "--json").json
    assert (changed["reports_to"], changed["rhythm"], changed["listens"]) == ("Nadia", "every second Monday", "boss")
    told.runs("undo")
    assert told.runs("people", "Maya", "--json").json["person"]["rhythm"] == "Thursdays"


def test_a_slip_of_the_pen_makes_nobody_new(told: Inside) -> None:
    for command in (
        ["cares", "Maay", "x"],
        ["people", "Maay"],
        ["people", "Maay", "--meets", "Mondays"],
        ["term", "Maay", "a", "b"],
    ):
        done = told.run(*command)
        assert done.status == 1
        assert "Do you mean Maya?" in done.err
        assert "treefall people Maay --as peer" in done.err
    told.runs("people", "Maay", "--as", "peer")
    assert told.runs("people", "Maay").out.startswith("Maay, a peer.")


def test_a_name_that_several_bear_is_asked_about(told: Inside) -> None:
    told.runs("people", "Grace Hopper", "--as", "peer")
    told.runs("people", "Grace Kelly", "--as", "peer")
    done = told.run("cares", "grace", "x")
    assert (done.status, done.err) == (1, "grace could be Grace Hopper or Grace Kelly.\nWrite more of the name.\n")
    assert told.run("people", "grace", "--as", "boss").status == 1
    told.runs("cares", "grace h", "Compilers")
    assert "Grace Hopper cares about 1 thing." in told.runs("cares", "Grace Hopper").out


def test_nobody_is_their_own_boss(told: Inside) -> None:
    done = told.run("people", "Maya", "--reports-to", "maya")
    assert (done.status, "own boss" in done.err) == (1, True)
    assert told.run("people", "Zoe", "--follows", "Nobody").status == 1


def test_wrong_usage_is_said_before_anything_is_written(told: Inside) -> None:
    for command in (
        ["people", "--as", "boss"],
        ["cares", "Maya", "--at", "1:1"],
        ["goal", "--until", "2026-09-30"],
        ["serves", "1", "--no"],
        ["serves", "1", "--for", "Maya"],
        ["term", "Maya", "p95"],
        ["term", "Maya", "p95", "slow", "--known"],
        ["cares", "Maya", "x", "--on", "someday"],
    ):
        assert told.run(*command).status == 2, command


def test_a_new_boss_has_heard_nothing_and_keeps_what_was_confirmed(told: Inside, work: str) -> None:
    told.runs("expects", "Maya", "A plan for refunds")
    told.runs("expects", "Maya", "--confirmed")
    told.runs("expects", "Maya", "Fewer meetings")
    told.runs("told", work, "--to", "Maya")
    both = told.runs("people", "Olga", "--as", "boss")
    assert "treefall people Olga --follows Maya" in both.err
    done = told.runs("people", "Olga", "--follows", "Maya")
    assert "They have heard nothing yet" in done.err
    shown = told.runs("people", "Olga").out
    assert "follows Maya" in shown
    assert "“A plan for refunds”, agreed with Maya on" in shown
    assert "Fewer meetings" not in shown
    assert "Told of 0 of your" in shown
    assert told.runs("people", "Maya").out.startswith("Maya, left")
    assert "A plan for refunds" in told.runs("expects", "Olga").out
    told.runs("undo")
    assert told.runs("people", "Maya").out.startswith("Maya, your boss")


def test_the_rhythm_is_proposed_from_a_calendar_and_nothing_is_recorded(told: Inside, tmp_path: Path) -> None:
    file = tmp_path / "cal.ics"
    file.write_text(
        _calendar(
            _meeting("1", "Ed / Maya", "FREQ=WEEKLY;INTERVAL=2", "Ed", "Maya"),
            _meeting("2", "Stand-up", "FREQ=WEEKLY", "Ed", "Maya", "Grace"),
            _meeting("3", "Birthday", "FREQ=YEARLY", "Zoe"),
            "BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:20260601\nSUMMARY:Jour fixe Nadia\nRRULE:FREQ=MONTHLY\nEND:VEVENT",
            "BEGIN:VEVENT\nUID:5\nDTSTART:20260601T080000Z\nSUMMARY:Once\nEND:VEVENT",
        )
    )
    told.runs("me", "--is", "ed@corp.example")
    shown = told.runs("people", "--ics", str(file)).out
    assert "2 regular 1:1s" in shown
    assert "treefall people Maya --meets 'every second Thursday'" in shown
    assert "treefall people Nadia --meets monthly" in shown
    assert told.runs("people", "Maya", "--json").json["person"]["rhythm"] == "Thursdays"
    assert [one["name"] for one in told.runs("people", "--ics", str(file), "--json").json] == ["Maya", "Nadia"]


@pytest.mark.parametrize(
    "content", ["", "no calendar", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=???\nEND:VCALENDAR\n"]
)
def test_what_is_no_calendar_is_said_to_be_none(ed: Inside, tmp_path: Path, content: str) -> None:
    file = tmp_path / "cal.ics"
    file.write_text(content)
    assert ed.run("people", "--ics", str(file)).status == 1
    assert ed.run("people", "--ics", str(tmp_path / "none.ics")).status == 1


def test_a_calendar_without_pairs_says_so(ed: Inside, tmp_path: Path) -> None:
    file = tmp_path / "cal.ics"
    file.write_text(_calendar(_meeting("1", "All-hands", "FREQ=WEEKLY", "A", "B", "C")))
    assert "repeats no meeting of two" in ed.run("people", "--ics", str(file)).err


def test_what_somebody_cares_about_is_kept_to_the_letter(told: Inside) -> None:
    done = told.runs("cares", "Maya", "Pages must be fast", "--at", "all-hands", "--on", "yesterday", "--json").json
    assert (done["person"], done["place"], done["words"]) == ("Maya", "all-hands", "Pages must be fast")
    again = told.runs("cares", "maya", "pages must be  fast", "--json").json
    assert (again["id"], again["at"], again["place"]) == (done["id"], done["at"], "all-hands")
    assert told.runs("cares", "Maya").out.startswith("Maya cares about 2 things.")
    assert len(told.runs("cares", "Maya", "--json").json) == 2
    assert "cared about “pages must be  fast”".replace("  ", " ") in told.runs("cares", "Maya", "fast", "--no-more").out
    assert told.runs("cares", "Maya").out.startswith("Maya cares about 1 thing.")
    assert told.run("cares", "Maya", "sailing", "--no-more").status == 1
    assert "Nobody knows what Nadia cares about." in told.runs("cares", "Nadia").out
    assert told.run("cares", "Maya", "x", "--on", "tomorrow").status == 2


def test_goals_of_the_business_stand_beside(told: Inside) -> None:
    assert "Nobody wrote down" in told.runs("goal").out
    told.runs("goal", "Win back lost carts", "--until", "2027-03-31", "--measure", "conversion 3 %", "--at", "OKR Q3")
    assert "“Win back lost carts” (OKR Q3, until 31 Mar 2027); judged by conversion 3 %" in told.runs("goal").out
    changed = told.runs("goal", "win back lost carts", "--measure", "4 %", "--json").json
    assert (changed["measure"], changed["place"]) == ("4 %", "OKR Q3")
    assert len(told.runs("goal", "--json").json) == 1
    done = told.run("goal", "Past", "--since", "2026-05-01", "--until", "2026-04-01")
    assert (done.status, "end before it begins" in done.err) == (1, True)


def test_work_is_tied_to_what_it_serves(told: Inside, work: str) -> None:
    suggested = told.runs("serves", work).out
    assert "may serve “Nobody is charged twice”" in suggested
    assert "by: charge" in suggested
    assert told.runs("serves", work, "--json").json["suggested"]
    told.runs("serves", work, "charged twice")
    assert "serves “Nobody is charged twice”" in told.runs("serves", work).out
    ranked = told.runs("serves", "--for", "maya").out
    assert "1 of 3 pieces of work serves what Maya or the business named." in ranked
    assert "“Nobody is charged twice” (1:1, 4 June)" in ranked
    assert told.runs("serves", "--for", "Maya", "--json").json[0]["work"]["id"] == work
    told.runs("undo")
    assert "may serve" in told.runs("serves", work).out
    told.runs("serves", work, "charged", "--no")
    assert "meet nothing that anybody named" in told.runs("serves", work).err


def test_contradictory_answers_end_with_the_last(told: Inside, work: str) -> None:
    told.runs("serves", work, "charged")
    told.runs("serves", work, "charged", "--no")
    assert told.runs("serves", work, "--json").json["serves"] == []
    assert told.runs("serves", work, "charged", "--json").json["words"] == "Nobody is charged twice"
    assert told.runs("serves", work, "charged", "--json").json["words"] == "Nobody is charged twice"
    assert len(told.runs("serves", work, "--json").json["serves"]) == 1


def test_work_that_serves_nothing_is_pointed_out_kindly(told: Inside, work: str) -> None:
    shown = told.runs("serves").out
    assert "2 of your 3 pieces of work serve nothing that anybody named." in shown
    assert "That says nothing against them" in " ".join(shown.split())
    assert "%" not in shown
    told.runs("serves", work, "charged")
    assert "1 of all serves something, as you confirmed" in told.runs("serves").out
    assert [one["id"] for one in told.runs("serves", "--json").json["served"]] == [work]


def test_where_nobody_named_anything_nothing_can_be_served(ed: Inside, work: str) -> None:
    assert "Nobody has named anything yet" in ed.runs("serves").out
    assert "Nobody named anything yet" in ed.runs("serves", work).err
    assert ed.run("serves", work, "orders").status == 1


def test_a_word_is_said_as_they_would_say_it(told: Inside) -> None:
    assert "How would you say “idempotency” to Maya?" in told.runs("term", "Maya").out
    told.runs("term", "Maya", "idempotency", "charging only once")
    shown = told.runs("term", "Maya").out
    assert "No word of your strongest work is new to Maya." in shown
    assert "idempotency: charging only once" in shown
    assert told.runs("term", "Maya", "p95", "--known").out == "To Maya “p95” is said as it is.\n"
    assert {one["term"] for one in told.runs("term", "Maya", "--json").json["terms"]} == {"idempotency", "p95"}
    assert told.runs("term", "Maya", "p95", "slow pages", "--json").json["words"] == "slow pages"
    assert "Is told" in told.runs("people", "Maya").out


def test_forgetting_the_bosss_boss_leaves_the_boss(told: Inside) -> None:
    told.runs("forget", "Nadia", "--yes")
    assert "Nadia" not in told.runs("export", "--plain", "-").out
    assert told.runs("people", "Maya").out.startswith("Maya, your boss, 1:1 Thursdays.")
    told.runs("forget", "Maya", "--yes")
    assert "Maya" not in told.runs("export", "--plain", "-").out
    told.runs("people", "Maya", "--as", "boss")
    assert told.runs("people", "Maya").out.startswith("Maya, your boss.")


def test_foreign_words_cannot_act_on_the_terminal(told: Inside) -> None:
    told.runs("people", "Ev\x1b[2Je", "--as", "peer", "--note", "\x1b]0;x\x07")
    told.runs("cares", "Ev\x1b[2Je", "a \x1b[31mred\u202e thing", "--at", "\x1b[1m")
    for command in (
        ["people"],
        ["people", "Ev\x1b[2Je"],
        ["cares", "Ev\x1b[2Je"],
        ["serves"],
        ["questions", "Ev\x1b[2Je"],
    ):
        done = told.runs(*command)
        assert "\x1b" not in done.out + done.err
        assert "\u202e" not in done.out


def test_the_next_step_follows_what_is_missing(told: Inside, work: str) -> None:
    assert "Next: treefall people Maya" in told.runs("people").out
    told.runs("serves", work, "charged", "--no")
    told.runs("term", "Maya", "idempotency", "charging only once")
    assert "Next: treefall questions Maya" in told.runs("people", "Maya").out
    told.runs("people", "Maya", "--left")
    assert "nobody is known to be your boss" in told.runs("people").out
    assert "Next: treefall people" in told.runs("people", "Maya").out
    assert "Next: treefall cares Nadia" in told.runs("people", "Nadia").out
    assert told.runs("people", "Zoe", "--as", "boss", "--json").json["left"] is None


def test_where_all_is_decided_the_next_step_is_to_tell(told: Inside, work: str) -> None:
    for one in told.runs("list", "--json").json["accomplishments"]:
        told.runs("serves", one["id"], "charged")
    assert "Next: treefall people" in told.runs("serves").out
    assert "Next: treefall 1:1 Maya" in told.runs("serves", "--for", "Maya").out
    told.runs("undo")
    told.runs("serves", told.runs("list", "--json").json["accomplishments"][-1]["id"], "charged", "--no")
    assert "Next: treefall questions NAME" in told.runs("serves").out
    assert work


def test_a_new_goal_comes_as_json_too(told: Inside) -> None:
    assert told.runs("goal", "Grow", "--json").json["words"] == "Grow"


def test_calendars_of_outlook_and_google_are_read(told: Inside, tmp_path: Path) -> None:
    room = "ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:room4@corp.example\n"
    outlook = _meeting("1", "1:1 Ed / Maya", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=SU")
    outlook = outlook.replace("END:V", f'{room}ATTENDEE;CN="Lopez, Zoe":mailto:zoe@corp.example\nEND:V')
    outlook = outlook.replace("Europe/Berlin", '"W. Europe Standard Time"').replace("Ed / Maya", "Zoe")
    google = _meeting("2", "Weekly", "FREQ=WEEKLY;BYDAY=TH", "ed.s@other.example", "Nadia").replace(
        "CN=ed.s@", "CN=ed@"
    )
    gone = _meeting("3", "1:1 Ann", "FREQ=WEEKLY;UNTIL=20250101T000000Z", "Ed", "Ann")
    cancelled = _meeting("4", "1:1 Ben", "FREQ=WEEKLY", "Ed", "Ben").replace("END:V", "STATUS:CANCELLED\nEND:V")
    file = tmp_path / "cal.ics"
    file.write_text(_calendar(outlook, google, gone, cancelled))
    told.runs("me", "--is", "ed@corp.example")
    found = told.runs("people", "--ics", str(file), "--json").json
    assert [(one["name"], one["words"]) for one in found] == [
        ("Zoe Lopez", "every second Thursday"),
        ("Nadia", "Thursdays"),
    ]


@pytest.mark.parametrize("rhythm", ["Thursdays at 25:00", "Thursdays 14:75", "Mondays at 13 pm"])
def test_no_rhythm_has_an_impossible_time(told: Inside, rhythm: str) -> None:
    done = told.run("people", "Maya", "--meets", rhythm)
    assert (done.status, "is no time of the day." in done.err) == (1, True)
    assert told.runs("people", "Maya", "--json").json["person"]["rhythm"] == "Thursdays"


def test_a_short_name_that_looks_like_a_known_one_is_asked_about(told: Inside) -> None:
    done = told.run("cares", "Mai", "tea")
    assert (done.status, "Do you mean Maya?" in done.err) == (1, True)
    told.runs("people", "Mai", "--as", "peer")
    assert "Mai cares about “tea”" in told.runs("cares", "Mai", "tea").out
