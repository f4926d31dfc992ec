"""The self-review in a browser: edited in place, checked sentence by sentence, and a form of one's own."""

import re
from html import unescape

import pytest
from pages import said
from starlette.testclient import TestClient

from treefall.app import App

_FIELD = "/self-review/field"
_FORM = b"""title: The yearly review
fields:
  - id: results
    label: What did you achieve?
    topic: accomplishments
    limit: 400
  - id: next
    label: What comes next?
    topic: goals
"""


def _fields(browser: TestClient, page: str) -> list[dict[str, str]]:
    forms = browser.get(page).text.split(f'action="{_FIELD}"')[1:]
    each = (form.split("</form>")[0] for form in forms)
    return [dict(re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', unescape(form), re.DOTALL)) for form in each]


def _keep(browser: TestClient, field: dict[str, str], words: str) -> str:
    return said(browser.post(_FIELD, data=field | {"words": words}).text)


def test_drafts_stand_with_a_proof_of_every_sentence_and_none_is_doubted(visited: TestClient) -> None:
    page = visited.get("/self-review").text
    assert "nothing that the record does not carry" in said(page)
    assert "1,587 of 2,500 characters" in said(page) or re.search(r"[\d,]+ of 2,500 characters", said(page))
    first = page.split("Sentence by sentence")[1].split("</details>")[0]
    assert first.count("<li>") == first.count('<a href="/work/') + first.count('<a href="/people/') or "/work/" in first


def test_what_is_written_over_a_draft_is_held_against_the_record_and_stays(browser: TestClient, app: App) -> None:
    field = _fields(browser, "/self-review")[0]
    draft = field["was-words"]
    page = _keep(browser, field, "The checkout is 80 % faster. Idempotency keys stop double charging.")
    assert "Kept." in page
    assert "1 sentence says more than the record" in page
    assert "67 of 2,500 characters" in page
    assert "80 %" in said(browser.get("/papers?paper=self-review&for=me").text)
    (review,) = [app.reviewing.review(app.editing.form("usual"))]
    assert app.editing.texts(review)[field["field"]].startswith("The checkout is 80 %")
    edited = _fields(browser, "/self-review")[0]
    again = browser.post(_FIELD, data=edited | {"words": edited["was-words"], "then": "draft"})
    assert "The draft again." in said(again.text)
    assert _fields(browser, "/self-review")[0]["was-words"] == draft


def test_sentences_of_the_draft_keep_their_proof_in_an_edited_field(browser: TestClient, app: App) -> None:
    field = _fields(browser, "/self-review")[0]
    _keep(browser, field, f"A new beginning for everybody. {field['was-words']}")
    review = app.reviewing.review(app.editing.form("usual"))
    document, draft = app.editing.document(review), review.document
    assert set(draft.cites()) - {""} == set(document.cites()) - {""}


def test_a_text_that_is_too_long_says_by_how_much(browser: TestClient) -> None:
    field = _fields(browser, "/self-review")[0]
    assert "2,600 of 2,500 characters, 100 too many" in _keep(browser, field, "x" * 2_600)


@pytest.mark.parametrize("who", ["boss", "boss's boss", "committee"])
def test_it_is_read_as_somebody_else_reads_it(visited: TestClient, who: str) -> None:
    page = visited.get("/self-review", params={"as": who})
    assert page.status_code == 200
    assert "Mend it" in said(page.text)


def test_two_windows_overwrite_nothing_of_each_other(browser: TestClient) -> None:
    one, other = _fields(browser, "/self-review")[:2]
    _keep(browser, one, "Said in the first window.")
    assert "Kept." in _keep(browser, other, "Said in the second window.")
    late = browser.post(_FIELD, data=one | {"words": "Said in a window that did not look."})
    assert late.status_code == 409
    assert "it says: “Said in the first window.”" in said(late.text)
    assert "Said in a window that did not look." in late.text
    assert _fields(browser, "/self-review")[0]["was-words"] == "Said in the first window."


def test_a_form_of_ones_own_is_brought_in_filled_and_kept(browser: TestClient, app: App) -> None:
    sent = browser.post("/self-review/form", files={"form": ("../Corp Review.yaml", _FORM)})
    assert "The yearly review: 2 fields." in said(sent.text)
    assert "What did you achieve?" in said(sent.text)
    field = _fields(browser, "/self-review?fill=corp-review")[1]
    assert "Kept." in _keep(browser, field, "Nothing is decided.")
    assert "Nothing is decided." in browser.get("/papers?paper=self-review&fill=corp-review&for=me").text
    assert [form.name for form in app.editing.forms()][-1] == "corp-review"
    assert sorted(path.name for path in (app.settings.home / "forms").iterdir()) == ["corp-review.yaml"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("form.yaml", b"fields: 7", "That is no form"),
        ("form.yaml", b"\x00\xff" * 50, "That is no form"),
        ("form.yaml", b"", "That is no form"),
        ("form.yaml", _FORM + b"#" * 200_001, "larger than any form"),
        ("usual.yaml", _FORM, "comes with Treefall"),
        ("form.yaml", b"&a [*a, *a]\n", "That is no form"),
    ],
)
def test_what_is_no_form_says_why_and_is_not_kept(
    browser: TestClient, app: App, name: str, content: bytes, says: str
) -> None:
    sent = browser.post("/self-review/form", files={"form": (name, content)})
    assert sent.status_code == 400
    assert says in said(sent.text)
    assert not (app.settings.home / "forms").exists()


def test_a_field_that_the_form_does_not_have_is_none_and_a_form_without_a_file_says_so(browser: TestClient) -> None:
    assert browser.post(_FIELD, data={"fill": "usual", "field": "spell", "words": "x"}).status_code == 404
    assert browser.post("/self-review/form").status_code == 404


def test_what_somebody_else_wrote_into_the_file_of_edits_is_no_edit(browser: TestClient, app: App) -> None:
    folder = app.settings.home / "reviews"
    folder.mkdir()
    for content in ("[]", "{", '{"nothing": "x"}'):
        (folder / "usual.json").write_text(content)
        assert browser.get("/self-review").status_code == 200


def test_the_paper_says_what_was_written_into_the_form_a_moment_ago(browser: TestClient) -> None:
    page, words = "/papers?paper=self-review&for=committee", "The drill restored every table."
    assert words not in said(browser.get(page).text)
    _keep(browser, _fields(browser, "/self-review")[0], words)
    assert words in said(browser.get(page).text)


def test_each_field_holds_its_limit_once_it_is_redacted_for_its_reader(browser: TestClient) -> None:
    for who in ("committee", "Nadia Okafor"):
        page = said(browser.get("/papers", params={"paper": "self-review", "fill": "short", "for": who}).text)
        used = re.findall(r"([\d,]+) of ([\d,]+) characters", page)
        assert used, who
        assert all(int(one.replace(",", "")) <= int(most.replace(",", "")) for one, most in used), who
