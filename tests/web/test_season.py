"""The season in a browser: a period by person, by kind, by what it serves, and by who was told."""

import re

from pages import said
from starlette.testclient import TestClient

from treefall.app import App


def _works(browser: TestClient, **asked: str) -> set[str]:
    return set(re.findall(r'data-work="(\w+)"', browser.get("/season", params=asked).text))


def test_of_a_person_it_shows_what_they_heard_of_and_what_they_had_a_part_in(browser: TestClient, app: App) -> None:
    works = app.judgement().during(app.period()).works
    heard = app.told_of("Grace Hale")
    expected = {work.id for work in works if work.id in heard or "Grace Hale" in work.credited}
    assert expected
    assert _works(browser, person="Grace Hale") == expected


def test_told_and_not_told_part_everything_between_them(browser: TestClient, app: App) -> None:
    everything = {work.id for work in app.judgement().during(app.period()).works}
    for person in ("", "Maya Lind", "Lena Brandt"):
        told, rest = _works(browser, person=person, heard="yes"), _works(browser, person=person, heard="no")
        assert told == everything & app.told_of(person).keys()
        assert told | rest == everything
        assert not told & rest
    assert "were told to Lena Brandt" in said(browser.get("/season?person=Lena+Brandt&heard=no").text)


def test_kind_and_aim_narrow_it_further(browser: TestClient, app: App) -> None:
    (incident, *_) = [work for work in app.judgement().works if work.kind == "incident"]
    assert incident.id in _works(browser, kind="incident")
    for aim in app.audience.aims():
        served = _works(browser, aim=aim.id)
        assert all(any(one.id == aim.id for one in app.audience.served(app.work(id_))) for id_ in served)
    assert any(_works(browser, aim=aim.id) for aim in app.audience.aims())
    assert "Nothing here fits." in said(browser.get("/season?kind=incident&person=Lena+Brandt").text)


def test_whoever_was_never_told_can_be_chosen_too(browser: TestClient) -> None:
    assert '<option value="Grace Hale"' in browser.get("/season").text
