"""All nine journeys in Debian's Chromium, at every home: an empty one, a season, a repository that is read there.

Each is walked by mouse and by keyboard alone, with our script and without one, one after the other as a person does:
what one leaves behind is what the next one finds.
"""

import shutil
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from browser import Window, served, window
from playwright.sync_api import Browser
from shell import ED, FRED, GRACE, START, Repository, code

_WORDS_OF_A_BRIEF, _WORDS_OF_AN_EPISODE = 120, 225
_ROBOT = ("robot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")


@dataclass(frozen=True)
class Walker:
    """Whose journeys they are.

    Attributes:
        boss: who listens.
        peer: of whom it is guessed how much they know.
        repository: what is read first; None: the home knows the work already.
    """

    boss: str
    peer: str
    repository: Path | None = None


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of this year that Ed, Grace, Fred and a robot worked on."""
    made = Repository(tmp_path_factory.mktemp("shop"), day=int((time.time() - START) // 86_400) - 100)
    made.git("init", "-q", "-b", "main")
    for number, (title, files, by) in enumerate(_COMMITS):
        made.commit(title, {file: code(f"part{number}", 40) for file in files}, by=by)
    return made.path


_COMMITS = (
    ("Start the shop", ("shop.py",), GRACE),
    ("Add idempotency keys to charges", ("charge.py", "tests/test_charge.py"), ED),
    (f"Fix double charging\n\nFixes #390\n\nCo-authored-by: {GRACE[0]} <{GRACE[1]}>", ("charge.py",), ED),
    ("Bump lodash from 1 to 2", ("package-lock.json",), _ROBOT),
    ("Restore the billing backup once a month", ("ops/drill.py", "docs/drill.md"), ED),
    ("Answer the checkout in half the time by one query", ("checkout.py", "tests/test_checkout.py"), ED),
    ("Let customers pay by invoice", ("invoice.py",), FRED),
    ("Search orders by invoice number", ("search.py", "tests/test_search.py"), ED),
    ("Explain how to run the shop on a laptop", ("docs/run.md",), ED),
)


def _first_five_minutes(at: Window, who: Walker) -> None:
    """Read a repository, see what it comes to, name who listens; a home that knows the work says so at once."""
    at.go("/")
    if who.repository:
        at.write("A repository, or a folder of them", str(who.repository))
        at.write("Your address in its commits", ED[1])
        at.press("Read it")
        at.follow("See what they come to")
        at.says("Nobody was told about any of them")
        at.follow("Name somebody")
        at.write("Name", who.boss)
        at.press("Keep")
        at.says(f"{who.boss} listens.")
        at.write("Their words", "no more pages at night")
        at.press("Keep it", within=at.page.locator("#cares"))
        at.says("“no more pages at night”")
        at.go("/")
    assert "pieces of work" in at.page.locator("h1").inner_text()
    at.use(at.page.locator(".next a"))
    at.leaves("/")


def _weekly(at: Window, _who: Walker) -> None:
    """Accept one, take it back, leave one out, answer a question, be done."""
    at.go("/week")
    row = at.page.locator("[data-row]").first
    title = row.locator(".title").inner_text()
    at.press("Accept", within=row)
    at.says("Accepted.")
    assert title not in at.page.locator("ol.works").inner_text()
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    at.press("Leave out", within=at.page.locator("[data-row]").last)
    at.says("Left out")
    question = at.page.locator("form.open").first
    at.fill(question.locator("textarea"), "Charged twice, customers called support")
    at.press("Keep it", within=question)
    at.says("Kept.")
    at.press("Done for this week")
    at.says("Done for this week.")


def _before(at: Window, who: Walker) -> None:
    """Read what to say in 90 seconds, from the person's page."""
    at.go("/people")
    at.follow(who.boss)
    at.says("What they care about, in their words")
    at.follow("Prepare the 1:1")
    at.says("Check I was clear")
    assert at.counted("#episode section p") <= _WORDS_OF_AN_EPISODE


def _after(at: Window, who: Walker) -> None:
    """Say what came back, take it back, say it again: half a minute each."""
    at.go("/people")
    at.follow(who.boss)
    at.follow("After the 1:1")
    at.mark("why it mattered")
    at.mark("means to")
    at.write("Where", "the staff meeting")
    at.write("Any criticism, in their words?", "Too long for a Friday")
    at.write("What do they expect now?", "One page by 10 December")
    at.press("Record it")
    at.says("Recorded.")
    at.says("“One page”")
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    assert "“One page”" not in at.words
    at.follow("After the 1:1")
    at.mark("my part")
    at.press("Record it")
    at.says("Recorded.")


def _visibility(at: Window, who: Walker) -> None:
    """Guess first, then see, then write down what came back."""
    at.go("/visibility")
    at.follow(who.peer)
    at.says("Guess first")
    at.write("How many of", "3")
    at.press("Show me")
    at.says("You guessed 3.")
    at.go(f"/visibility/{who.boss}?show=yes")
    row = at.page.locator("tr[data-row]").filter(has=at.page.locator("details")).first
    at.use(row.locator("summary"))
    at.write("Their words", "It keeps the shop open", within=row)
    at.mark("why it mattered", within=row)
    at.press("Record it", within=row)
    at.says("Recorded.")


def _work(at: Window, _who: Walker) -> None:
    """Fill a slot in place, see it kept, take it back."""
    at.go("/season")
    at.use(at.page.locator("[data-row] a").first)
    slot = at.page.locator("#slots form").filter(has=at.page.get_by_label("Next"))
    at.write("Next", "Ask support first", within=slot)
    at.press("Keep it", within=slot)
    at.says("Kept.")
    assert at.page.locator("#slots").get_by_label("Next").first.input_value() == "Ask support first"
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    assert at.page.locator("#slots").get_by_label("Next").first.input_value() != "Ask support first"


def _brief(at: Window, who: Walker) -> None:
    """Choose who reads it, decide on every name that stops it, hand it over as a page that asks back."""
    at.go("/papers")
    _shown(at, "Read by", who.boss)
    while (stop := at.page.get_by_role("button", name="Replace outside")).count():
        at.use(stop.first)
        at.says("its role stands there.")
    at.says("To repeat")
    assert at.counted("#paper section p") <= _WORDS_OF_A_BRIEF
    with at.page.expect_download() as kept:
        at.follow(f"For {who.boss}")
    assert kept.value.suggested_filename.endswith(".html")
    at.press("Record it, with its SHA-256")
    at.says(f"{who.boss} has it now")


def _shown(at: Window, label: str, begins: str) -> None:
    """Choose what paper is shown, of what, or to whom: with a script it is shown at once."""
    was = at.page.url
    at.choose(label, begins)
    if not at.page.locator("html.scripted").count():
        at.press("Show")
    at.page.wait_for_url(lambda url: url != was)


def _review_season(at: Window, _who: Walker) -> None:
    """Answer a form, each field in its room; read it as somebody who was not there; keep it."""
    at.go("/papers")
    _shown(at, "Paper", "Self-review")
    _shown(at, "Form", "Three short")
    at.says("characters")
    _shown(at, "Read by", "committee")
    at.says("What committee could not follow")
    while (stop := at.page.get_by_role("button", name="Replace outside")).count():
        at.use(stop.first)
        at.says("its role stands there.")
    with at.page.expect_download() as kept:
        at.follow("DOCX")
    assert kept.value.suggested_filename == "self-review-for-committee.docx"


def _case(at: Window, _who: Walker) -> None:
    """Say the level, lay a piece of work beside a criterion, take it back, see what a sceptic says."""
    at.go("/case")
    if at.page.get_by_role("heading", level=1, name="At which level are you").count():
        at.choose("I am at", "IC3")
        at.press("Keep")
        at.says("IC3, aiming for IC4.")
    before = at.page.locator("h1").inner_text()
    another = at.page.locator("#another")
    at.choose("The criterion", "11", within=another)
    at.press("It does", within=another)
    at.says("shows it.")
    assert at.page.locator("h1").inner_text() != before
    at.press("Undo", within=at.page.locator("#live"))
    at.says("Taken back.")
    assert at.page.locator("h1").inner_text() == before
    at.says("A sceptic will say")
    at.follow("The packet")
    at.page.wait_for_url("**paper=packet**")
    assert at.page.locator("#paper").count() == 1


def _rehearsal(at: Window, _who: Walker) -> None:
    """Answer a question, learn what was missing, go on to the next."""
    at.go("/rehearse")
    asked = at.page.locator("h1").inner_text()
    at.write("Your answer", "I made it 90 % faster in May 2019, because support was called at night.")
    at.fill(at.page.locator("#f-seconds"), "42")
    at.press("What was missing?")
    at.says("What you said")
    assert asked in at.words
    assert "42 seconds" in at.words
    at.follow("The next question")
    at.says("1 answer so far")
    assert at.page.locator("h1").inner_text() != asked


def _at_an_empty_home(at: Window, who: Walker) -> None:
    """Find out on every journey what it would be, be led to where it begins, and leave a note and a name behind."""
    for path, teaches, leads_to in _TAUGHT:
        at.go(path)
        at.says(teaches)
        at.follow(leads_to)
        at.leaves(path)
    at.go("/people")
    at.write("Name", who.boss)
    at.press("Keep")
    at.says(f"{who.boss} listens.")
    at.follow("After the 1:1")
    at.write("Any criticism, in their words?", "Too long for a Friday")
    at.press("Record it")
    at.says("Recorded.")
    at.go("/")
    at.write("What no repository knows", "Paired with @Grace on the runbook #mentoring")
    at.press("Keep it")
    at.says("Noted.")
    at.says("1 piece of work")


_TAUGHT = (
    ("/week", "One key accepts it", "Read a repository"),
    ("/season", "Gaps show at a glance", "Read a repository"),
    ("/visibility", "what is known is not yet passed on", "Name who should hear of your work"),
    ("/impact", "Most statements about work lack the", "Read a repository"),
    ("/papers", "There is no work yet to write of.", "Name who listens"),
    ("/papers?paper=episode", "Nobody is known yet who listens.", "Read a repository"),
    ("/papers?paper=self-review", "What did you do that no repository shows?", "Answer"),
    ("/rehearse", "A rehearsal asks what a committee would", "Read a repository"),
)


JOURNEYS = (
    *(_first_five_minutes, _weekly, _before, _after, _visibility, _work, _brief, _review_season, _case, _rehearsal),
)
_EVERY_WAY = ("mouse", "keyboard", "mouse, no script", "keyboard, no script")


@pytest.mark.parametrize(
    ("home", "way"),
    [*product(("empty", "season"), _EVERY_WAY), *product(("repository",), _EVERY_WAY[:2])],
)
def test_all_nine_journeys(chrome: Browser, season: Path, shop: Path, tmp_path: Path, *, home: str, way: str) -> None:
    if home == "season":
        shutil.copytree(season, tmp_path / "home")
        who = Walker("Maya Lind", "Grace Hale")
    else:
        who = Walker("Olga Ruiz", "Olga Ruiz", shop)
    journeys = (_at_an_empty_home, _case) if home == "empty" else JOURNEYS
    script, by_keys = "no script" not in way, way.startswith("keyboard")
    with served(tmp_path / "home") as keys, window(chrome, keys, script=script, by_keys=by_keys) as at:
        for journey in journeys:
            journey(at, who)
