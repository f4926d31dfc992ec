"""Every text that Treefall writes itself says only what is on record: each sentence against what it cites."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from treefall.app import App, open_app
from treefall.app.demo.year import season
from treefall.errors import NotFound
from treefall.model import Document, Level, Person
from treefall.value.faithful import check_sentence
from treefall.value.packet import OF_THE_RECORD
from treefall.value.rehearsal import OF_THE_REHEARSAL
from treefall.value.resume import resume

_ENDS = (
    *("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-06-30"),
    *("2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01", "2026-11-19"),
)


def _documents(app: App) -> Iterator[Document]:
    book = app.checking.book
    for name in sorted({person.name for person in book.said().of(Person)}):
        yield app.talks.episode(name).document
        yield from (app.talks.aloud(name, as_colleague=of_another) for of_another in (False, True))
        with suppress(NotFound):
            yield app.talks.catch_up(name)
    yield app.talks.standup()
    yield app.papers.packet()
    yield from (app.reviewing.review(form).document for form in app.reviewing.forms())
    yield app.rehearsing.sheet(most=99)
    yield resume(book.said(), book.judgement(), app.period(), app.zone)
    for work in book.judgement().works:
        with suppress(NotFound):  # what is private has no brief
            yield app.talks.brief(work)


def _doubts(app: App) -> Iterator[str]:
    ground = app.checking.ground()
    for said in (said for doubt in app.casing.case().doubts for said in doubt.answer):
        verdict = check_sentence(said.text, said.cites, ground)
        yield from (f"{said.text} -> {doubt.says}" for doubt in verdict.doubts)
    for document in _documents(app):
        levels = {level.id for level in app.checking.book.said().of(Level)}
        for label, said in document.labelled():
            if label in (OF_THE_RECORD | OF_THE_REHEARSAL) or levels.intersection(said.cites):
                continue  # what tells of the record and the rubric themselves, which no entry states
            verdict = check_sentence(said.text, said.cites, ground, label)
            yield from (f"{said.text} -> {doubt.says}" for doubt in verdict.doubts)


def test_every_text_of_the_season_says_only_what_is_on_record(tmp_path: Path) -> None:
    with closing(open_app(tmp_path)) as opened:
        lived = season(opened)
        for _, day in zip(lived.months(), _ENDS, strict=True):
            assert list(_doubts(lived.at(f"{day} 09:00"))) == [], day
