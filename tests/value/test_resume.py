"""The work for a CV, as JSON Resume has it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has no types
from shop import PERIOD, Shop
from talks import changed, done, vouches

from treefall.model import Document, Entry, Evidence, Judgement, Kind, Work, entry_id
from treefall.value.resume import MOST, About, json_resume, resume

SHOP = Shop()
_TEXT = {"type": "string"}
_DATE = {"type": "string", "pattern": r"^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$"}


def _object(required: tuple[str, ...] = (), **properties: object) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": [*required]}


_JOB = _object(
    ("highlights",), name=_TEXT, position=_TEXT, startDate=_DATE, highlights={"type": "array", "items": _TEXT}
)
SCHEMA = _object(
    ("basics", "work", "meta"),
    basics=_object(name=_TEXT, label=_TEXT, email={**_TEXT, "format": "email"}, url={**_TEXT, "format": "uri"}),
    work={"type": "array", "items": _JOB},
    certificates={
        "type": "array",
        "items": _object(("name",), name=_TEXT, issuer=_TEXT, date=_DATE, url={**_TEXT, "format": "uri"}),
    },
    awards={"type": "array", "items": _object(("title",), title=_TEXT, date=_DATE)},
    references={"type": "array", "items": _object(("name", "reference"), name=_TEXT, reference=_TEXT)},
    meta=_object(("version",), version={"const": "v1.0.0"}),
)
"""Those fields of JSON Resume 1.0.0 that are written, as its schema describes them, and no others."""


def made(*entries: Entry, judgement: Judgement = SHOP.judgement, observed: tuple[Evidence, ...] = ()) -> Document:
    return resume(SHOP.record(entries), judgement, PERIOD, UTC, observed)


def written(document: Document, about: About = About()) -> Any:  # noqa: ANN401, B008 - what JSON holds; it is frozen
    found = json_resume(document, about)
    Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER).validate(found)
    return found


def test_it_validates_against_the_fields_of_the_schema() -> None:
    about = About(
        name="Ed Stone",
        email="ed@corp.example",
        url="https://ed.example",
        label="Engineer",
        employer="The shop",
        position="Engineer",
        since=date(2025, 3, 3),
    )
    said = vouches("I sleep again", SHOP.keys, audiences=("outside",))
    found = written(made(changed(SHOP.keys, "31 before, none since", "the billing board"), said), about)
    assert found["basics"]["name"] == "Ed Stone"
    assert (found["work"][0]["name"], found["work"][0]["startDate"]) == ("The shop", "2025-03-03")
    assert found["references"] == [{"name": "Grace Hopper", "reference": "I sleep again"}]
    bare = written(made(judgement=Judgement((), ())))
    assert bare == {"basics": {}, "work": [{"highlights": []}], "meta": {"version": "v1.0.0"}}


def test_a_highlight_says_what_changed_with_who_says_so_and_who_else_had_a_part() -> None:
    (first, *others) = written(made(changed(SHOP.keys, "31 before, none since", "the billing board")))["work"][0][
        "highlights"
    ]
    assert first == (
        "Idempotency keys stop double charging (March 2026): “31 before, none since”, says the billing board. "
        "Made with Grace Hopper."
    )
    assert others == ["Restore drill for billing backups (May 2026)."]


def test_what_only_i_say_is_marked_and_its_figures_are_not_told() -> None:
    said = written(made(changed(SHOP.drill, "Nobody waits for a restore")))["work"][0]["highlights"]
    assert any("my own words, not measured" in one for one in said)
    figure = written(made(changed(SHOP.drill, "9 of 10 restores are quick")))["work"][0]["highlights"]
    assert not any("9 of 10" in one for one in figure)


def test_a_figure_in_a_title_that_nothing_carries_is_left_out() -> None:
    fast = replace(SHOP.drill, title="Restore in half the time")
    judgement = Judgement((SHOP.keys, fast), ())
    assert not any("half" in one for one in written(made(judgement=judgement))["work"][0]["highlights"])
    known = made(changed(fast, "2 hours instead of 4", "the restore log"), judgement=judgement)
    assert any("half" in one for one in written(known)["work"][0]["highlights"])


def test_nothing_private_undone_or_unfinished_is_told() -> None:
    said = str(written(made(*(done(work, concern="It mattered") for work in SHOP.works))))
    assert not any(work.title in said for work in (SHOP.diary, SHOP.cache, SHOP.search))


def test_words_that_were_not_given_for_outside_stay() -> None:
    for audience, there in (("other", True), ("Outside", True), ("public", True), ("boss", False), ("Maya", False)):
        assert ("references" in written(made(vouches("I sleep again", SHOP.keys, audiences=(audience,))))) is there
    assert "references" not in written(made(vouches("I sleep again", SHOP.keys)))
    withdrawn = replace(vouches("I sleep again", SHOP.keys, audiences=("public",)), consent=False)
    assert "references" not in written(made(withdrawn))


def test_beside_what_a_packet_tells_the_work_that_i_stand_by_is_told_up_to_eight_pieces() -> None:
    works = tuple(_like(number) for number in range(12))
    assert len(made(judgement=Judgement(works, ())).blocks[0].sentences) == 3  # type: ignore[union-attr]  # a paragraph
    accepted = tuple(replace(work, accepted=True) for work in works)
    told = written(made(judgement=Judgement(accepted, ())))["work"][0]["highlights"]
    assert len(told) == len(set(told)) == MOST


def _like(number: int) -> Work:
    return replace(SHOP.drill, id=f"w{number}", title=f"Drill {'abcdefghijkl'[number]}", weight=float(-number))


def certificate(title: str, day: str, **more: Any) -> Evidence:  # noqa: ANN401 - fields of the evidence
    facts = {"issuer": "CNCF", **more.pop("facts", {})}
    at = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    given = {"source": "learning", "kind": Kind.LEARNING, "origin": "certs", "native": f"{day} {title}", **more}
    return Evidence(id=entry_id("e", title, day), at=at, title=title, facts=facts, **given)


def test_certificates_that_hold_are_named_with_who_gave_them_and_where_one_can_look() -> None:
    seen = (
        certificate("Cluster administrator", "2025-04-02", url="https://verify.example/1"),
        certificate("Cluster administrator", "2026-04-02", url="https://verify.example/2"),
        certificate("Ended", "2020-04-02", facts={"expires": "2023-04-02"}),
        certificate("For ever", "2019-04-02", facts={"expires": "never", "issuer": ""}),
        certificate("Mine alone", "2026-01-02", private=True),
        certificate("Elsewhere", "2026-01-02", source="git"),
    )
    assert written(made(observed=seen))["certificates"] == [
        {
            "name": "Cluster administrator",
            "issuer": "CNCF",
            "date": "2026-04-02",
            "url": "https://verify.example/2",
        },
        {"name": "For ever", "date": "2019-04-02"},
    ]


def test_an_award_is_what_i_noted_as_one_and_praise_is_none() -> None:
    note = {"source": "note", "kind": Kind.PRAISE}
    seen = (
        certificate("Reliability award of the all-hands", "2026-05-02", **note),
        certificate("Great work, Ed", "2026-05-03", **note),
        certificate("An award", "2026-05-03", source="praise", kind=Kind.PRAISE),
    )
    assert written(made(observed=seen))["awards"] == [
        {"title": "Reliability award of the all-hands", "date": "2026-05-02"}
    ]


def test_what_redaction_made_of_a_link_or_a_day_is_left_out() -> None:
    told = made(observed=(certificate("Cluster administrator", "2026-04-02", url="https://verify.example/1"),))
    hidden = told.mapped(lambda said: replace(said, text="[link]") if "verify" in said.text else said)
    assert "url" not in written(hidden)["certificates"][0]
    renamed = told.mapped(lambda said: replace(said, text=said.text.replace("Certificates", "Papers")))
    assert "certificates" not in written(renamed)
