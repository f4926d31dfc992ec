"""The mission as acceptance: a year in which what nobody knew becomes what the boss's boss decides by.

Told in the order in which it is lived: at the start nobody knows anything; by episodes, briefs, saying-back, feedback
and expectations the gap closes; a defeat becomes growth, a prevention is heard, and what remains is on record.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from shell import Person

from treefall.app import App, open_app
from treefall.app.demo import fill
from treefall.app.demo.year import season, work
from treefall.errors import TreefallError
from treefall.model import Document, Heard, OpenSlot, Outcome, State, Visibility
from treefall.value.story import MOST_WORDS, words

_MONTHS = {
    "december": "2026-01-01 09:00",
    "january": "2026-02-01 09:00",
    "february": "2026-03-01 09:00",
    "march": "2026-04-01 09:00",
    "april": "2026-05-01 09:00",
    "may": "2026-06-01 09:00",
    "june": "2026-06-30 09:00",
    "july": "2026-08-01 09:00",
    "august": "2026-09-01 09:00",
    "september": "2026-10-01 09:00",
    "october": "2026-11-01 09:00",
    "november": "2026-11-19 08:30",
}


@dataclass
class Year:
    """What could be seen at the end of each month."""

    last: App
    maya: dict[str, Visibility] = field(default_factory=dict)
    episodes: dict[str, Document] = field(default_factory=dict)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with closing(open_app(tmp_path_factory.mktemp("season"))) as opened:
        lived = season(opened)
        seen = Year(opened)
        for month in lived.months():
            app = lived.at(_MONTHS[month])
            seen.maya[month] = app.talks.visibility("Maya Lind")
            seen.episodes[month] = app.talks.episode("Maya Lind").document
            seen.last = app
        yield seen


def _heard(year: Year, month: str, least: Heard) -> int:
    far_enough = list(Heard)[list(Heard).index(least) :]
    return sum(one.heard in far_enough for one in year.maya[month].hearings)


def _text(document: Document) -> str:
    asked = (block.ask for block in document.blocks if isinstance(block, OpenSlot))
    return "\n".join((document.title, *(said.text for said in document.sentences()), *asked))


def test_at_the_start_nobody_knows_anything(year: Year) -> None:
    assert _heard(year, "december", Heard.TOLD) == 0
    assert all(one.heard is None for one in year.maya["december"].hearings)


def test_the_gap_closes_month_by_month(year: Year) -> None:
    told = [_heard(year, month, Heard.TOLD) for month in ("december", "january", "march", "may", "october")]
    assert told == sorted(told)
    assert told[-1] > told[0] + 4
    assert _heard(year, "january", Heard.SAID_BACK) == 1
    assert _heard(year, "september", Heard.USED) == 1
    assert _heard(year, "november", Heard.SAID_BACK) < _heard(year, "november", Heard.TOLD)


def test_told_is_not_understood(year: Year) -> None:
    keys = work(year.last, "Idempotency keys").id
    heard = {month: next((h for h in year.maya[month].hearings if h.work.id == keys), None) for month in _MONTHS}
    assert heard["february"] is not None
    assert heard["february"].heard in {Heard.TOLD, Heard.ACKNOWLEDGED}
    assert heard["march"] is not None
    assert (heard["march"].heard, heard["march"].concern, heard["march"].own_part) == (Heard.SAID_BACK, True, True)
    assert heard["april"] is not None
    assert heard["april"].heard is Heard.PASSED_ON


def test_own_cause_is_disclosed_and_told_as_a_defeat_with_its_lesson(year: Year) -> None:
    repair = work(year.last, "Stop retrying charges")
    done = year.last.dossier(repair).accomplishment
    assert done is not None
    assert done.cause.startswith("The retry that I had added")
    assert done.lesson
    assert repair.id in {work for telling in year.last.dossier(repair).tellings for work in telling.about}


def test_a_defeat_becomes_growth(year: Year) -> None:
    cache = work(year.last, "Cache the catalogue")
    assert cache.state is State.REVERTED
    assert year.last.dossier(cache).tellings
    (item,) = [one for one in year.last.growing.all_feedback() if "at night" in one.words]
    assert item.confirmed is not None
    assert item.confirmation == "In August I knew within the hour, both times."
    assert item.answered_by
    against = [one for one in year.last.growing.learnings() if one.outcome is Outcome.DECIDED_AGAINST]
    assert [bool(one.consequence) for one in against] == [True]


def test_a_prevention_is_heard_and_decides(year: Year) -> None:
    drill = work(year.last, "Restore drill")
    (hearing,) = [one for one in year.maya["november"].hearings if one.work.id == drill.id]
    assert hearing.heard is Heard.USED
    said = year.last.dossier(drill)
    assert said.impact is not None
    assert "9" in said.impact.words


def test_expectations_are_agreed_met_and_followed(year: Year) -> None:
    met = year.last.growing.closed()
    assert {one.words.split()[0] for one in met if one.met} == {"Double", "Tomás"}
    assert all(one.confirmed for one in met)
    (open_,) = year.last.growing.expectations("Maya Lind")
    assert open_.words.startswith("A plan for invoices")
    assert open_.confirmed is None


def test_an_episode_says_what_this_person_has_not_heard(year: Year) -> None:
    for month, document in year.episodes.items():
        assert words(document) <= MOST_WORDS, month
        assert document.cites(), month
    told = {h.work.title for h in year.maya["october"].hearings if h.heard}
    assert not any(title in year.episodes["october"].title for title in told)


def test_words_of_witnesses_stand_beside_numbers(year: Year) -> None:
    said = "My people find any order in ten seconds"
    assert any(said in _text(year.episodes[month]) for month in ("october", "november"))


def test_a_brief_stands_alone_and_is_short(year: Year) -> None:
    for title in ("Restore drill", "Idempotency keys", "Proof of restored"):
        text = _text(year.last.talks.brief(work(year.last, title)))
        assert len(text.split()) <= 160
        assert "Ed Stone" in text
        assert " I " not in f" {text} "


def test_what_is_private_is_in_no_text_for_others(year: Year) -> None:
    texts = [_text(document) for document in year.episodes.values()]
    texts += [_text(year.last.talks.brief(one)) for one in year.last.judgement().works[:15]]
    texts.append(_text(year.last.talks.standup()))
    assert not any("writes the way customers speak" in text for text in texts)


def test_what_is_left_to_do_is_one_step(year: Year) -> None:
    overview = year.last.overview(year.last.period())
    assert overview.next.command.startswith("treefall ")
    week = year.last.talks.week()
    assert len(week.questions) <= 3
    assert week.nudge is not None


def test_the_season_is_the_same_every_time(year: Year, tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "other"):
        with closing(open_app(tmp_path / name)) as app:
            fill(app)
            digests.add(hashlib.sha256(b"".join(app.export())).hexdigest())
            with pytest.raises(TreefallError, match="empty folder"):
                fill(app)
    assert len(digests) == 1
    assert not list(year.last.broken_promises())


def test_a_newcomer_looks_around_in_it(tmp_path: Path) -> None:
    visitor = Person(tmp_path / "home", tmp_path)
    said = visitor.runs("demo")
    assert "Larkspur" in said.out
    assert "Maya" in visitor.runs("visibility", "Maya").out
    assert visitor.run("demo").status == 1
    assert "19 Nov 2026" in visitor.runs().out
    for command in (("week", "--json"), ("people", "--json"), ("list", "--json"), ("impact", "show", "--json")):
        assert visitor.runs(*command).json
