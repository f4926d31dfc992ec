"""The desk of wording: what is planned, sent and logged; what obeying models reach; suggestions; the log's end."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from attacks import (
    ATTACKS,
    CANARIES,
    DIARY,
    STYLES,
    Model,
    attack_all,
    attacked,
    record_attacks,
    serving,
    told_to_llm,
    words_of,
)

from treefall.app import App, open_app
from treefall.app.wording import Plan
from treefall.errors import WordingError
from treefall.model import Document, Listens, Paragraph, Person, Prompt, Sentence, entry_id
from treefall.ports import offline

pytest.importorskip("llm", reason="the extra llm is not installed")
MOST = (0, 45, 46, 47)


@pytest.fixture
def model() -> Iterator[Model]:
    with serving(lambda draft: draft) as served:
        yield served


@pytest.fixture
def app(tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    for name, value in told_to_llm(tmp_path / "llm", model).items():
        monkeypatch.setenv(name, value)
    with closing(open_app(tmp_path / "home")) as opened:
        record_attacks(opened, MOST)
        yield opened


class Says:
    """A wording that says one thing, or stops in the middle."""

    name = "says"

    def __init__(self, *answers: str | BaseException) -> None:
        self.answers = list(answers)

    def reword(self, prompt: Prompt) -> str:
        answer = self.answers.pop(0) if self.answers else prompt.draft
        if isinstance(answer, BaseException):
            raise answer
        return answer


def plan_of(app: App, number: int = 45) -> Plan:
    return app.wording.plan(app.talks.brief(attacked(app, number)), "a boss")


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_attacks_that_are_obeyed_add_no_fact_and_no_link_and_reach_nothing_private(
    tmp_path: Path, model: Model, first: int, app: App
) -> None:
    del app  # which tells llm of the model
    numbers = range(first, first + 10)
    with closing(open_app(tmp_path / "other")) as attacked_app:
        record_attacks(attacked_app, numbers)
        found = attack_all(attacked_app, model, numbers, STYLES if first == 0 else ["behind"])
    assert found.prompts > 10
    assert (found.facts_added, found.links_added, found.private_sent) == (0, 0, 0)


def test_there_are_sixty_attacks_and_each_is_another_one() -> None:
    assert len({attack["text"] for attack in ATTACKS}) == 60


def test_what_is_sent_is_what_was_planned_and_what_the_log_says(app: App, model: Model) -> None:
    plan = plan_of(app)
    worded = app.wording.reword(plan, app.wording.asked("loop"))
    sent = [json.loads(body)["messages"] for body in model.bodies]
    assert [(one["content"], two["content"]) for one, two in sent] == [
        (prompt.instructions, prompt.words) for prompt in plan.prompts
    ]
    assert [(one.to, one.instructions, one.words) for one in app.wording.sent()] == [
        ("loop", prompt.instructions, prompt.words) for prompt in plan.prompts
    ]
    assert len(worded.reworded) == len(plan.prompts)
    assert words_of(worded.document) == words_of(plan.document)
    assert not [canary for canary in CANARIES for body in model.bodies if canary in body]
    assert (app.settings.home / "sent.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_better_wording_is_taken_and_the_rest_stays_with_its_reason(app: App) -> None:
    plan = plan_of(app)
    first, second = plan.prompts[:2]
    better = first.draft.replace(", and", "; and")
    worded = app.wording.reword(plan, Says(better, f"{second.draft} Wow."))
    assert len(worded.reworded) == len(plan.prompts) - 1
    assert any("adds “wow”" in why for _, why in worded.kept)
    assert words_of(worded.document) != words_of(plan.document)


def test_a_text_does_not_outgrow_its_sort(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(app)
    monkeypatch.setattr("treefall.app.wording.MOST_WORDS", 0)
    worded = app.wording.reword(plan, Says(plan.prompts[0].draft.replace(", and", ", and then")))
    assert "the whole would be too long" in [why for _, why in worded.kept]


def test_who_stops_it_keeps_the_plain_text(app: App) -> None:
    plan = plan_of(app)
    worded = app.wording.reword(plan, Says(KeyboardInterrupt()))
    assert worded.document == plan.document
    assert sum(why == "you stopped it" for _, why in worded.kept) == len(plan.prompts)
    assert len(app.wording.sent()) == 1


def test_a_model_that_fails_is_not_asked_again(app: App) -> None:
    plan = plan_of(app)
    worded = app.wording.reword(plan, Says(WordingError("It is away.")))
    assert worded.document == plan.document
    assert sum(why == "It is away." for _, why in worded.kept) == len(plan.prompts)
    assert len(app.wording.sent()) == 1


def test_without_a_log_nothing_is_sent(app: App, model: Model) -> None:
    plan = plan_of(app)
    (app.settings.home / "sent.jsonl").mkdir()
    with pytest.raises(WordingError, match="the log of it cannot be written"):
        app.wording.reword(plan, app.wording.asked("loop"))
    assert model.bodies == []


def test_switched_off_no_model_is_asked(app: App) -> None:
    app = App(app.ledger, replace(app.world, request=offline), app.settings)
    with pytest.raises(WordingError, match="switched off"):
        app.wording.asked("loop")


def test_the_model_is_the_one_named_else_that_of_the_settings_else_none(app: App) -> None:
    chosen = App(app.ledger, app.world, replace(app.settings, model="loop"))
    assert app.wording.model() == ""
    assert (chosen.wording.model(), chosen.wording.model("other"), chosen.wording.model("none")) == (
        "loop",
        "other",
        "",
    )


def test_the_audience_is_said_without_a_name(app: App) -> None:
    maya = Person(id=entry_id("person", "maya"), at=app.world.now(), name="Maya", listens=Listens.BOSS)
    app.add(lambda _record: [maya])
    assert app.wording.audience("Maya") == "a boss"
    assert app.wording.audience("") == ""


def test_suggestions_of_a_model_state_nothing_and_stand_beside_the_plain_ones(app: App, model: Model) -> None:
    work = attacked(app, 45)
    model.answers = lambda _draft: "title: Mallory did it\nconcern: What went wrong?\nquestion: Was it 40 % better?"
    found = app.wording.ask_hints(work, app.wording.plan_hints(work), app.wording.asked("loop"))
    assert [(one.about, one.words) for one in found.found if not one.plain] == [("concern", "What went wrong?")]
    assert len(found.refused) == 2
    assert {one.about for one in found.found if one.plain} >= {"title", "question"}
    assert not [canary for canary in CANARIES for body in model.bodies if canary in body]
    assert len(app.wording.sent()) == 1


def test_what_came_of_criticism_is_never_sent(app: App) -> None:
    item = app.growing.feedback("Maya", "Too late")
    change = "A page before I build anything that others wait for"
    item = app.growing.act_on(item, change=change)
    said = Paragraph("What I learned", (Sentence(f"What I do differently: {change}.", (item.id,)),))
    (part,) = app.wording.plan(Document("Growth", (said,))).parts
    assert (part.prompt, part.why) == (None, "it rests on a private entry")


def test_nothing_of_private_work_is_sent_for_suggestions(app: App) -> None:
    diary = next(work for work in app.judgement().works if work.title == DIARY)
    with pytest.raises(WordingError, match="private"):
        app.wording.plan_hints(diary)
    assert {one.about for one in app.wording.hints(diary).found} >= {"title"}


def test_nothing_goes_where_the_record_speaks_to_its_reader(app: App) -> None:
    with pytest.raises(WordingError, match="instruction"):
        app.wording.plan_hints(attacked(app, 0))


def test_the_log_forgets_what_is_forgotten(app: App) -> None:
    app.wording.reword(plan_of(app, 45), Says())
    app.wording.reword(plan_of(app, 46), Says())
    before = app.wording.sent()
    gone = attacked(app, 45).id
    app.forget([entry.id for entry in app.erasable(gone)])
    left = app.wording.sent()
    assert left
    assert left == tuple(one for one in before if gone not in one.cites)
    with (app.settings.home / "sent.jsonl").open("a", encoding="utf-8") as log:
        log.write("cut o\n[]\n")
    assert app.wording.sent() == left


def test_a_home_without_a_log_has_sent_nothing(app: App) -> None:
    assert app.wording.sent() == ()
