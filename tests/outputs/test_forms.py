"""Every output, on documents that hold what others wrote: nothing of it acts on the place where it is shown."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import Document, OpenSlot, Paragraph, Sentence
from treefall.outputs.chat import Chat
from treefall.outputs.html import Html
from treefall.outputs.mail import Mail
from treefall.outputs.markdown import Markdown
from treefall.outputs.spoken import Spoken
from treefall.ports import Output

OUTPUTS = (Markdown(), Html(), Mail(), Chat(), Spoken())
PLAIN = (Mail(), Chat(), Spoken())
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&",
    "</style></title><iframe src=https://evil.example></iframe>",
    "\x1b[2J\x1b]0;owned\x07\u202etxt\u2066",
)


def _document(text: str) -> Document:
    said = Paragraph(text, (Sentence(text, ("a1",)), Sentence("Twice.", ("a1",)), Sentence("Else.", ("b2", "a1"))))
    return Document(
        text, (said, Paragraph("", (Sentence("A question", ()),)), OpenSlot(text, text, f"treefall {text}"))
    )


class _Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action", "srcset", "style"}]
        assert not any(name.startswith("on") for name, _ in attrs)


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_words_stay_words(output: Output, text: str) -> None:
    written = output.render(_document(text)).decode()
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert output.render(_document(text)) == output.render(_document(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_has_the_same_elements_whatever_it_says(text: str) -> None:
    page = _Elements(Html().render(_document(text)).decode())
    assert page.tags == _Elements(Html().render(_document("plain")).decode()).tags
    assert all(link.startswith("#p") for link in page.links)


@given(st.text(max_size=200))
def test_a_page_loads_nothing_and_runs_nothing(text: str) -> None:
    page = Html().render(_document(text)).decode()
    elements = _Elements(page)
    assert {"script", "iframe", "img", "link", "object"}.isdisjoint(elements.tags)
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|https?:", page.partition("</style>")[0])


def test_every_number_of_a_page_leads_to_its_proof() -> None:
    page = Html().render(_document("x")).decode()
    targets = set(re.findall(r'id="(p\d+)"', page))
    assert {link.removeprefix("#") for link in re.findall(r'href="(#p\d+)"', page)} == targets == {"p1", "p2"}
    assert "x Twice.<sup>" in page  # the same proof for both
    assert "<footer>" not in Html().render(Document("x", ())).decode()


def test_a_page_shows_what_is_open_as_a_place_to_write() -> None:
    page = Html().render(_document("x")).decode()
    assert '<section class="open"><h2 class="label">x</h2><p>x <code>treefall x</code></p></section>' in page
    assert Html().suffix == ".html"


def test_what_is_pasted_for_others_has_no_open_place_and_no_proof() -> None:
    for output in PLAIN:
        text = output.render(_document("Plain words")).decode()
        assert "treefall" not in text
        assert "a1" not in text
        assert output.suffix == ".txt"


def test_a_mail_has_its_subject_and_short_lines() -> None:
    mail = Mail().render(_document("word " * 40)).decode()
    assert mail.startswith("Subject: word word")
    assert all(len(line) <= 72 for line in mail.splitlines()[1:])


def test_a_chat_has_a_line_for_each_paragraph() -> None:
    assert Chat().render(_document("Plain")).decode() == "Plain\n- Plain: Plain Twice. Else.\n- A question\n"


def test_what_is_spoken_has_no_labels_and_no_signs() -> None:
    document = Document("T", (Paragraph("Why", (Sentence("840 ms → 310 ms (#412)", ("a",)),)), Paragraph("", ())))
    assert Spoken().render(document).decode() == "840 milliseconds to 310 milliseconds\n"
