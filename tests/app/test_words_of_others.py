"""No output holds words that their speaker did not give for its reader, and none for outside a name: drawn ledgers."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted import name_forms

from treefall import model
from treefall.app import App, open_app
from treefall.app.leaving import About
from treefall.app.plugins import plugin
from treefall.model import (
    ALWAYS,
    Accomplishment,
    Attribution,
    Document,
    Entry,
    Evidence,
    Feedback,
    Identity,
    Impact,
    Kind,
    Learning,
    Listens,
    Name,
    Outcome,
    Part,
    Person,
    Profile,
    Role,
    entry_id,
)
from treefall.settings import Assistants
from treefall.value.redaction.letters import plain

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
BOSS, PRIVATE, ANSWERED = "Maya", "quokkas looked weary", "wombats came too late"
NAMES = (
    *("李雷", "山田太郎", "이서연", "สมชาย ใจดี", "प्रिया रमन", "தமிழ்ச்செல்வி", "محمد صالح", "דוד כהן", "Ελένη Νίκος"),
    *("Иван Петров", "მარიამ ბერიძე", "Zoë Lindqvist"),
)
DRESSES = ("{}", "{}, all-hands", "the review ({})", "“{}” <x@corp.example>")
MARKS = ("bandicoots sleep", "numbats dance", "quolls rejoice", "bilbies prosper")
AUDIENCES = ((), ("boss",), ("committee",), ("other",), ("public",), ("model",), ("Olga",))
_READ = {
    Profile.BOSS: {"boss", "public"},
    Profile.COMMITTEE: {"committee", "public"},
    Profile.OUTSIDE: {"other", "public"},
    Profile.PUBLIC: {"public"},
    Profile.MODEL: {"model", "public"},
}
_INSIDE = {"boss": _READ[Profile.BOSS], "committee": _READ[Profile.COMMITTEE], "anybody": {"public"}}


@dataclass(frozen=True)
class Quote:
    """Words of somebody, for whom they were given, and where else they stand."""

    speaker: str
    audiences: tuple[str, ...] = ()
    consent: bool = True
    dress: str = ""  # of the witness of what changed; "" for no such entry
    praise: bool = False
    testified: bool = True

    def may_be_read(self, readers: set[str], *, inside: bool) -> bool:
        """Say whether one of `readers` may read it; what is only reported may be told inside."""
        if not self.testified:
            return inside and bool(self.dress)
        return self.consent and bool(readers.intersection(self.audiences))


QUOTES = st.builds(
    Quote,
    speaker=st.sampled_from(NAMES),
    audiences=st.sampled_from(AUDIENCES),
    consent=st.booleans(),
    dress=st.sampled_from(("", *DRESSES)),
    praise=st.booleans(),
    testified=st.sampled_from((True, True, False)),
)


def planted(quotes: tuple[Quote, ...], forms: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the entries of Ed's record, who did a piece of work for each of `quotes`; `forms` of names stand in it."""
    yield Identity(id="me", at=ALWAYS, address="ed@corp.example", name="Ed Stone", mine=True)
    yield Person(id="maya", at=START, name=BOSS, listens=Listens.BOSS)
    yield from (Name(id=entry_id("name", name), at=START, name=name) for name in (*NAMES, BOSS, "Olga"))
    for number, (quote, mark) in enumerate(zip(quotes, MARKS, strict=False)):
        yield from _work(number, quote, f"Since then our {mark} at night", forms[quote.speaker])
    last = START + timedelta(days=40)
    yield Feedback(id="f1", at=last, person=BOSS, words=f"It seems {PRIVATE}", change="I rest", private=True)
    yield Feedback(id="f2", at=last, person=BOSS, words=f"It seems {ANSWERED}", change="I begin earlier")
    yield Learning(id="l", at=last, what="Testing with copies", outcome=Outcome.ADOPTED, consequence="Fewer calls")


def _work(number: int, quote: Quote, words: str, form: str) -> Iterator[Entry]:
    at, made, work = START + timedelta(days=number), f"{number:016x}", entry_id("work", f"{number:016x}")
    yield Evidence(
        id=made,
        at=at,
        source="note",
        origin="me",
        native=f"{number:040x}",
        kind=Kind.CHANGE,
        title=f"Check refunds in shift {'abcd'[number]}",
        body=f"As {form} asked",
        roles=(Role(part=Part.AUTHOR, name="Ed Stone", address="ed@corp.example"),),
    )
    yield Accomplishment(
        id=work,
        at=at,
        title=f"Check refunds in shift {'abcd'[number]}",
        evidence=(made,),
        concern=f"Refunds were late, and {form} had to look for each of them",
        response=f"I wrote the check that {form} had asked for",
        lesson=f"Ask {form} first",
    )
    told = model.Testimonial(id=f"t{number}", at=at, person=quote.speaker, words=words, about=(work,))
    if quote.testified:
        yield replace(told, audiences=quote.audiences, consent=quote.consent)
    if quote.dress:
        witness, how = quote.dress.format(quote.speaker), Attribution.REPORTED
        yield Impact(id=f"i{number}", at=at, accomplishment=work, words=f"{words}.", witness=witness, attribution=how)
    if quote.praise:
        yield Feedback(id=f"p{number}", at=at, person=quote.speaker, words=words.upper(), praise=True)


def documents(app: App) -> Iterator[tuple[str, Document, str]]:
    """Yield every document, and for whom it is made."""
    works = app.judgement().works
    yield from ((f"brief {number} to Maya", app.talks.brief(work, BOSS), "boss") for number, work in enumerate(works))
    yield from ((f"brief {number}", app.talks.brief(work), "anybody") for number, work in enumerate(works))
    yield "episode", app.talks.episode(BOSS).document, "boss"
    yield "aloud", app.talks.aloud(BOSS), "boss"
    yield "stand-up", app.talks.standup(), "anybody"
    yield "packet", app.papers.packet(), "committee"
    yield "self-review", app.reviewing.review(app.reviewing.form("usual")).document, "committee"
    yield "sheet", app.rehearsing.sheet(), "committee"


def texts(app: App) -> Iterator[tuple[str, str, set[str], Profile | None]]:
    """Yield every output as text: what it is, who may read it, and for which profile it was redacted."""
    for name, document, whom in documents(app):
        yield name, written(document), _INSIDE[whom], None
        for profile in Profile:
            readers = _INSIDE[whom] & _READ[profile] | ({"public"} & _INSIDE[whom])
            yield f"{name} for {profile}", written(app.sharing.redacted(document, profile).content), readers, profile
    outside = _READ[Profile.OUTSIDE]
    resume = app.leaving.resume(About())
    yield "resume", written(resume.content), outside, Profile.OUTSIDE
    yield "JSON resume", app.leaving.json_resume(resume, About(name="Ed")).decode(), outside, Profile.OUTSIDE
    yield (
        "portable",
        json.dumps(msgspec.to_builtins(app.sharing.portable()), ensure_ascii=False),
        set(),
        Profile.OUTSIDE,
    )
    for work in app.judgement().works:
        brief = app.sharing.redacted(app.talks.brief(work, BOSS).handed_in(), BOSS).content
        yield "the boss's page", app.replies.page(brief, BOSS, work).decode(), _INSIDE["boss"], Profile.BOSS
    models, allowed = _READ[Profile.MODEL] & _INSIDE["boss"], Assistants(read=("change", "episode"))
    yield "an assistant's episode", app.assistants.episode(allowed, BOSS), models, Profile.MODEL
    yield "an assistant's record", str(app.assistants.read(allowed)), set(), Profile.MODEL
    for _, document, whom in documents(app):
        asked = "\n".join(prompt.words for prompt in app.wording.plan(document).prompts)
        yield "prompts", asked, _READ[Profile.MODEL] & _INSIDE[whom], Profile.MODEL


def written(document: Document) -> str:
    return "\n".join(plugin("outputs", name)().render(document).decode() for name in ("markdown", "html"))


def letters(text: str) -> str:
    return "".join(char for char in plain(text)[0].casefold() if char.isalnum())


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(QUOTES, min_size=4, max_size=4).map(tuple), st.data())
def test_no_output_holds_what_nobody_gave_for_its_reader(quotes: tuple[Quote, ...], data: st.DataObject) -> None:
    forms = {name: data.draw(st.sampled_from([form for form in name_forms(name) if "@" not in form])) for name in NAMES}
    with TemporaryDirectory() as home, closing(open_app(Path(home))) as app:
        app.ledger.append(planted(quotes, forms))
        for what, text, readers, profile in texts(app):
            small, inside = text.casefold(), profile in {None, Profile.BOSS, Profile.COMMITTEE}
            for quote, mark in zip(quotes, MARKS, strict=True):
                assert mark not in small or quote.may_be_read(readers, inside=inside), (what, quote)
            assert PRIVATE not in small or what in {"episode", "aloud"}, what
            assert inside or ANSWERED not in small, what
            if profile in {Profile.OUTSIDE, Profile.PUBLIC, Profile.MODEL}:
                said = letters(text)
                assert not [part for name, part in _parts() if part in said], (what, text)


def _parts() -> Iterator[tuple[str, str]]:
    yield from ((name, letters(part)) for name in NAMES for part in name.split() if len(part) > 2 or not part.isascii())


def test_what_was_given_is_told_to_those_for_whom_it_was(tmp_path: Path) -> None:
    each = zip(NAMES, ("boss", "committee", "other", "public"), strict=False)
    given_for = tuple(Quote(name, (audience,), dress="{}") for name, audience in each)
    with closing(open_app(tmp_path / "home")) as app:
        app.ledger.append(planted(given_for, dict.fromkeys(NAMES, "they")))
        found = {what: text for what, text, _, _ in texts(app)}
    mine, committees, outsiders, everybodys = MARKS
    assert any(mine in found[f"brief {number} to Maya for boss"] for number in range(len(MARKS)))
    for what in ("packet", "packet for committee", "self-review"):
        assert committees in found[what], what
    for what, mark in product(("resume", "JSON resume"), (outsiders, everybodys)):
        assert mark in found[what], what
    assert everybodys in found["packet for public"]
