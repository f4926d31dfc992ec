"""Asking forward and backward, as a person types it: questions, expects, feedback, testimonial, learned."""

from pathlib import Path

import pytest
from inside import Inside

COMMANDS = ("questions", "expects", "feedback", "testimonial", "learned")


@pytest.fixture
def ed(inside: Inside) -> Inside:
    inside.runs("people", "Maya", "--as", "boss")
    return inside


@pytest.fixture
def work(ed: Inside) -> str:
    ed.runs("collect", "--repo", ".")
    (found,) = [w for w in ed.runs("list", "--json").json["accomplishments"] if "idempotency" in w["title"]]
    return str(found["id"])


def test_three_questions_are_proposed_and_never_the_same_three(ed: Inside) -> None:
    first = [ask["name"] for ask in ed.runs("questions", "Maya", "--json").json]
    second = [ask["name"] for ask in ed.runs("questions", "maya", "--json").json]
    assert len(first) == len(second) == 3
    assert not set(first) & set(second)
    shown = ed.runs("questions", "Maya").out
    assert shown.startswith("Three questions for Maya: one is enough.")
    assert "Next: treefall questions Maya --asked 1" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_what_was_asked_is_recorded_by_its_number(ed: Inside) -> None:
    listed = ed.runs("questions", "Maya", "--json").json
    assert ed.runs("questions", "Maya", "--asked", "2").out == f"Asked: {listed[1]['question']}\n"
    assert listed[1]["name"] in ed.runs("export", "--plain", "-").out
    ed.runs("undo")
    assert ed.run("questions", "Maya", "--asked", "4").status == 1
    assert ed.run("questions", "Zed").status == 1
    (ed.home / "cache" / "questions.json").write_text("[]")
    assert ed.run("questions", "Maya", "--asked", "1").status == 1


def test_a_question_that_was_answered_since_can_still_be_recorded(ed: Inside) -> None:
    ed.runs("expects", "Maya", "A plan")
    listed: list[dict[str, str]] = []
    while not any(ask["name"].startswith("agreed") for ask in listed):
        listed = ed.runs("questions", "Maya", "--json").json
    number = next(n for n, ask in enumerate(listed, 1) if ask["name"].startswith("agreed"))
    ed.runs("expects", "Maya", "--met")
    assert ed.runs("questions", "Maya", "--asked", str(number)).out.startswith("Asked: agreed.")


def test_an_expectation_comes_with_the_message_that_confirms_it(ed: Inside) -> None:
    shown = ed.runs("expects", "Maya", "A plan for refunds", "--by", "in 3 weeks").out.splitlines()
    assert shown[0].startswith("Maya expects “A plan for refunds” by ")
    assert shown[1].endswith("not confirmed yet.")
    pasted = shown[shown.index("To paste, so that they confirm it:") + 1 :][:2]
    assert pasted[0].startswith("Maya, on ")
    assert pasted[1].startswith("Is that right?")
    assert "--confirmed" in shown[-1]


def test_an_expectation_is_followed_until_it_is_met(ed: Inside, work: str) -> None:
    ed.runs("expects", "Maya", "Retries that charge once", "--on", "2026-05-01")
    ed.runs("expects", "Maya", "A plan for refunds")
    assert ed.run("expects", "Maya", "--confirmed").err.startswith("That could be 2: ")
    confirmed = ed.runs("expects", "Maya", "retries", "--confirmed").out
    assert "confirmed on" in confirmed
    assert "may be answered by Add idempotency keys" in confirmed
    assert "answered by Add idempotency keys" in ed.runs("expects", "Maya", "retries", "--answered-by", work).out
    assert ", met on" in ed.runs("expects", "Maya", "retries", "--met").out
    assert "1 thing is expected of you." in ed.runs("expects").out
    assert " met " in ed.runs("expects", "--all").out
    id_ = ed.runs("expects", "--json").json[0]["id"]
    assert "dropped on" in ed.runs("expects", id_[:8], "--dropped").out
    assert "Maya is not known to expect anything." in ed.runs("expects", "Maya").out
    assert "Nobody is known to expect anything." in ed.runs("expects").out
    ed.runs("undo")
    assert "A plan for refunds" in ed.runs("expects", id_[:8]).out


def test_words_that_are_a_part_of_what_was_said_mean_it(ed: Inside) -> None:
    ed.runs("expects", "Maya", "A plan for refunds")
    assert "A plan for refunds" in ed.runs("expects", "Maya", "refunds").out
    assert len(ed.runs("expects", "--json").json) == 1
    ed.runs("feedback", "Maya", "Your designs come too late")
    assert "come too late" in ed.runs("feedback", "Maya", "designs").out
    assert len(ed.runs("feedback", "--json").json) == 1


def test_an_expectation_that_drifts_leads_the_list(ed: Inside) -> None:
    ed.runs("expects", "Maya", "A plan", "--on", "30 days ago")
    shown = ed.runs("expects").out
    assert "1 drifts." in shown
    assert "was never confirmed" in shown
    moved = ed.runs("expects", "Maya", "--by", "tomorrow", "--json").json
    assert moved["due"]
    assert "no work answers it yet" in ed.runs("people", "Maya").out


def test_dates_that_cannot_be_are_refused(ed: Inside) -> None:
    assert ed.run("expects", "Maya", "x", "--by", "2026-01-05").status == 1
    ed.runs("expects", "Maya", "A plan", "--on", "yesterday")
    done = ed.run("expects", "Maya", "--met", "--on", "last week")
    assert done.status == 2
    done = ed.run("expects", "Maya", "--met", "--on", "a week ago")
    assert (done.status, "before it was said" in done.err) == (1, True)
    ed.runs("expects", "Maya", "--confirmed", "--on", "yesterday")


@pytest.mark.parametrize(
    "command",
    [
        ("expects", "--met"),
        ("expects", "", "x"),
        ("feedback", "--praise"),
        ("testimonial", "Maya", "x", "--withdrawn", "--allowed"),
        ("learned", "x", "--adopted", "a", "--against", "b"),
        ("learned", "--from", "a book"),
    ],
)
def test_wrong_usage_is_said(ed: Inside, command: tuple[str, ...]) -> None:
    assert ed.run(*command).status == 2


def test_what_is_not_there_is_said_with_what_is(ed: Inside) -> None:
    assert ed.run("expects", "Maya", "--met").err.startswith("There is none.")
    assert "treefall people Maya" in ed.run("feedback", "Maya", "foo", "--change", "x").err
    assert "Do you mean Maya?" in ed.run("feedback", "Maay", "x").err


def test_criticism_is_closed_only_by_somebody_else(ed: Inside, work: str) -> None:
    ed.runs("feedback", "Maya", "Your designs come too late for me to object")
    shown = ""
    for expected, options in (
        ("--did WORK", ("--change", "A page before I build")),
        ("--confirmer NAME", ("--did", work)),
        ("--asked", ("--confirmer", "Grace")),
    ):
        shown = ed.runs("feedback", "Maya", "designs", *options).out
        assert f"Next: treefall feedback {ed.runs('feedback', '--json').json[0]['id'][:8]} {expected}" in shown
    assert "What I did      Add idempotency keys" in shown
    done = ed.run("feedback", "Maya", "designs", "--confirmer", "me")
    assert (done.status, done.err.splitlines()[0]) == (1, "You cannot confirm that yourself.")
    assert "Next:" not in ed.runs("feedback", "Maya", "--asked").out
    closed = ed.runs("feedback", "Maya", "designs", "--confirmed", "I read the last two in time").out
    assert "Confirmed       “I read the last two in time”" in closed
    assert "No criticism is open." in ed.runs("feedback").out
    assert " closed " in ed.runs("feedback", "--all").out
    ed.runs("undo")
    assert "1 piece of criticism is open." in ed.runs("feedback").out


def test_who_criticised_is_asked_where_nobody_else_was_named(ed: Inside) -> None:
    ed.runs("feedback", "Maya", "Your designs come too late")
    assert ed.runs("feedback", "Maya", "--asked", "--json").json["confirmer"] == "Maya"


def test_vague_words_yield_a_question(ed: Inside) -> None:
    praise = ed.runs("feedback", "Maya", "Great year", "--praise").out
    assert "That is kind, and cannot be used yet. Ask:" in praise
    assert "That is hard to act on yet. Ask:" in ed.runs("feedback", "Maya", "Be more strategic").out
    assert "Ask:" not in ed.runs("feedback", "Maya", "The checkout was down for an hour").out


def test_no_criticism_for_five_weeks_is_pointed_out(ed: Inside) -> None:
    ed.runs("cares", "Maya", "Orders", "--on", "50 days ago")
    shown = ed.runs("feedback").out
    assert "Maya: no criticism was asked for in five weeks" in shown
    assert "Next: treefall questions Maya" in shown


def test_an_empty_list_says_how_to_begin(ed: Inside) -> None:
    for command, words in (
        ("expects", "expect anything"),
        ("testimonial", "no testimonial"),
        ("learned", "Nothing learned"),
    ):
        done = ed.runs(command)
        assert words in done.out
        assert f"Next: treefall {command} " in done.out
        assert ed.runs(command, "--json").json == []
    assert "Next: treefall feedback NAME" in ed.runs("feedback").out


def test_somebodys_words_are_used_only_with_consent(ed: Inside, work: str) -> None:
    kept = ed.runs("testimonial", "Grace", "The retries saved us", "--about", work, "--at", "retro", "--json").json
    assert (kept["audiences"], kept["about"], kept["place"]) == ([], [work], "retro")
    assert "nobody but you" in ed.runs("testimonial", "Grace", "retries").out
    wider = ed.runs("testimonial", kept["id"][:8], "--for", "boss", "--for", "boss-of-boss", "--for", "Zoe")
    assert "May be used for: boss, boss's boss, Zoe." in wider.out
    again = ed.runs("testimonial", "Grace", "the retries saved us", "--for", "committee", "--json").json
    assert again["audiences"] == ["boss", "boss's boss", "Zoe", "committee"]
    assert "1 testimonial may be used." in ed.runs("testimonial").out
    assert "in no text from now on" in ed.runs("testimonial", "Grace", "retries", "--withdrawn").out
    listed = ed.runs("testimonial").out
    assert "withdrawn, in no text" in listed
    assert "saved" not in listed
    assert "saved" in ed.runs("testimonial", "Grace", "--allowed").out
    ed.runs("undo")
    assert "withdrawn" in ed.runs("testimonial").out


def test_a_lesson_has_a_consequence(ed: Inside, work: str) -> None:
    ed.runs("learned", "Idempotency keys for charges", "--from", "a book", "--on", "2026-05-01")
    shown = ed.runs("learned").out
    assert "1 thing learned, 1 without a consequence so far." in shown
    assert "Did you use it there?" in " ".join(shown.split())
    (one,) = ed.runs("learned", "--json").json
    assert f"Next: treefall learned {one['id'][:8]} --used {work[:8]}" in shown
    assert ed.runs("learned", one["id"][:8], "--used", work, "--json").json["outcome"] == "used"
    assert "adopted: by three teams" in ed.runs("learned", "keys", "--adopted", "by three teams").out
    done = ed.runs("learned", "Chaos testing", "--against", "our traffic is too small").out
    assert done == "Chaos testing: decided against: our traffic is too small.\n"
    assert "taught: Grace" in ed.runs("learned", "chaos", "--taught", "Grace").out
    assert "2 things learned, 0 without" in ed.runs("learned").out


@pytest.fixture
def certified(ed: Inside, tmp_path: Path) -> Inside:
    """Return Ed, who has collected two certificates."""
    rows = ["Name,Finished On,Authority", "Kubernetes Administrator,2026-04-02,CNCF", "Chaos testing,2026-05-03,"]
    (tmp_path / "courses.csv").write_text("\n".join(rows))
    with (ed.home / "treefall.toml").open("a") as settings:
        settings.write(f'\n[learning]\nfolders = ["{tmp_path / "courses.csv"}"]\n')
    ed.runs("collect", "--repo", ".")
    return ed


def test_certificates_of_which_nothing_was_said_are_listed_and_become_the_proof_of_what_is(
    certified: Inside, work: str
) -> None:
    shown = certified.runs("learned").out
    assert "2 certificates on record, nothing said of what came of it." in shown
    chaos, cka = certified.runs("learned", "--json").json
    assert f'Next: treefall learned {chaos["id"][:8]} --adopted "…"' in shown
    one = certified.runs("learned", cka["id"][:8], "--used", work, "--json").json
    assert (one["what"], one["origin"], one["at"][:10]) == ("Kubernetes Administrator", "CNCF", "2026-04-02")
    assert (one["outcome"], one["evidence"]) == ("used", [cka["id"], work])
    assert "On record, nothing said of what came of it\n\n" in certified.runs("learned").out
    part = certified.runs("learned", "chaos", "--taught", "Grace", "--json").json
    assert (part["what"], part["evidence"]) == ("Chaos testing", [chaos["id"]])
    assert "nothing said" not in certified.runs("learned").out
    assert len(certified.runs("learned", "--json").json) == 2
    certified.runs("undo")
    assert "2 things learned, 1 without" in certified.runs("learned").out


def test_more_certificates_than_a_screen_holds_are_counted(certified: Inside, tmp_path: Path) -> None:
    rows = [f"Course {number},2026-05-{number:02}" for number in range(1, 12)]
    (tmp_path / "courses.csv").write_text("\n".join(["Name,Finished On", *rows]))
    certified.runs("collect")
    assert "and 5 more, once these are" in certified.runs("learned").out


def test_all_that_was_said_can_be_searched_and_taken_back(ed: Inside) -> None:
    ed.runs("feedback", "Maya", "Your designs come too late")
    assert "Maya: Your designs come too late" in ed.runs("search", "designs").out
    assert "criticism" in ed.runs("undo").out
    assert ed.runs("feedback", "--json").json == []
    ed.runs("undo")
    assert len(ed.runs("feedback", "--json").json) == 1


def test_every_answer_is_json_where_it_is_asked_for(ed: Inside) -> None:
    assert ed.runs("expects", "Maya", "A plan", "--json").json["person"] == "Maya"
    assert ed.runs("feedback", "Maya", "Too late", "--json").json["praise"] is False
    assert ed.runs("learned", "Rust", "--json").json["what"] == "Rust"
    assert all("Examples:" in ed.runs(command, "--help").out for command in COMMANDS)


@pytest.mark.parametrize("name", ["me", "Ed", "Ed Stone"])
def test_nobody_testifies_for_themselves(ed: Inside, work: str, name: str) -> None:
    assert work
    for command in ("testimonial", "feedback"):
        done = ed.run(command, name, "Splendid work")
        assert (done.status, "Those are your own words" in done.err) == (1, True)


def test_feedback_in_confidence_is_marked_so(ed: Inside) -> None:
    assert "Private: in no text for others." in ed.runs("feedback", "Maya", "You look tired of us", "--private").out
    assert ed.runs("feedback", "Maya", "You look tired of us", "--json").json["private"]
    assert "Private" not in ed.runs("feedback", "Maya", "tired", "--not-private").out


def test_others_words_stand_beside_the_work_that_they_are_about(ed: Inside, work: str) -> None:
    ed.runs("testimonial", "Grace", "The drill saved our weekend", "--about", work, "--for", "boss")
    assert "“The drill saved our weekend”, Grace (for boss)" in " ".join(ed.runs("show", work).out.split())
    ed.runs("testimonial", "Grace", "drill", "--withdrawn")
    assert "weekend" not in ed.runs("show", work).out
