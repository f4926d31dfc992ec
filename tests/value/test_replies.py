"""What somebody wrote back is found however a mail mangles it, and a hostile reply is data."""

import re
from itertools import product
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treefall.model import entry_id
from treefall.value.replies import ASKED, MOST, WrittenReply, code_of, form, meant, written

_WORK = entry_id("work", "one")
_CODE = code_of("Maya Lind", _WORK)
_SAID = WrittenReply(
    code=_CODE,
    words="We no longer charge a customer twice.",
    onward="the staff meeting",
    expects="A plan by 10 December",
    criticism="the why came first",
)
_ANSWERS = (_SAID.words, _SAID.onward, _SAID.expects, _SAID.criticism)


def _filled() -> str:
    lines = form(_CODE)
    for label, answer in zip(ASKED.values(), _ANSWERS, strict=True):
        lines = lines.replace(f"{label}:", f"{label}: {answer}")
    return lines


def test_a_form_that_was_filled_in_is_read_whole() -> None:
    assert written(_filled()) == _SAID


def test_what_nobody_filled_in_says_nothing() -> None:
    assert written(form(_CODE)) == WrittenReply(code=_CODE)
    assert written(form(_CODE)).is_empty
    assert written(form(_CODE).replace(":\n", ": ____\n")).is_empty
    assert not _SAID.is_empty


@pytest.mark.parametrize("marks", ["> ", ">> ", "| ", ">>>", "  > "])
def test_a_reply_that_was_quoted_is_the_same(marks: str) -> None:
    assert written("\n".join(marks + line for line in _filled().split("\n"))) == _SAID


def test_wrapped_lines_are_one_answer() -> None:
    wrapped = _filled().replace("charge a", "charge a\n").replace("by 10", "by\n\n10")
    assert written(wrapped) == _SAID


def test_answers_between_quoted_lines_are_read_and_the_signature_is_not() -> None:
    lines = [f"> {line}" for line in form(_CODE).split("\n")[:-1]]
    for place, answer in zip((1, 3, 5, 7), _ANSWERS, strict=True):
        lines[place] += f"\n{answer}"
    text = "Hi Ed,\nsee below.\n\nOn Thu, Ed Stone wrote:\n" + "\n".join(lines) + "\n-- \nMaya Lind, Larkspur"
    assert written(text) == _SAID


def test_the_original_below_an_answer_is_not_the_answer() -> None:
    original = "\n".join(f"> {line}" for line in ("Restore drill", "It took two hours", *form(_CODE).split("\n")))
    open_ended = _filled().rpartition("\n")[0]
    assert written(f"{open_ended}\n{original}") == _SAID


def test_the_page_of_a_mail_is_read_as_it_is_shown() -> None:
    lines = [f"<div>{line.replace('a customer', 'a&nbsp;<b>customer</b>')}</div>" for line in _filled().split("\n")]
    page = f"<html><head><title>x</title></head><style>p{{}}</style><body><!-- no -->{''.join(lines)}</body></html>"
    assert written(page) == _SAID
    asked = "<br>".join(form(_CODE).split("\n"))
    quoted = f"<p>Fine.</p><blockquote>{asked}<blockquote>deep</blockquote></blockquote>"
    assert written(quoted) == WrittenReply(code=_CODE, words="Fine.")
    assert written(f"</blockquote>{quoted}").code == _CODE


def test_a_free_answer_is_how_they_said_it() -> None:
    text = f"So an order is found by any number.\nNice.\n\nOn Thu, Ed wrote:\n> The brief {_CODE}\n"
    assert written(text) == WrittenReply(code=_CODE, words="So an order is found by any number. Nice.")
    assert written("my reply, tf-xxxx\nFine with me") == WrittenReply(words="Fine with me")
    assert written("<p>So it is <i>found</i></p><blockquote>The brief</blockquote>").words == "So it is found"
    assert written("") == WrittenReply()


@pytest.mark.parametrize(
    "below",
    [
        "On Mon, 23 Nov 2026 at 10:12, Ed Stone <ed@larkspur.example>\nwrote:\n\n> The brief\n> {}",
        "Am 23.11.2026 um 10:12 schrieb Ed Stone <ed@larkspur.example>:\n> The brief\n> {}",
        "From: Ed Stone\nSent: Monday\nSubject: The brief\n\n{}",
        "Von: Ed Stone\nGesendet: Montag\nBetreff: The brief\n\n{}",
        "-----Original Message-----\n{}",
        "-----Ursprüngliche Nachricht-----\n{}",
        "________________________________\n{}",
        "Sent from my phone\n\n> {}",
        "Von meinem Telefon gesendet\n\n> {}",
        "{}",
    ],
)
def test_what_stands_above_a_form_that_nobody_filled_in_is_how_they_said_it(below: str) -> None:
    text = f"„Niemand zahlt mehr doppelt“,\nsays it for me.\n\n{below.format(form(_CODE))}"
    assert written(text).words == "„Niemand zahlt mehr doppelt“, says it for me."
    assert "reply" not in written(f"\n{below.format(form(_CODE))}").words


def test_quotes_that_were_copied_as_a_page_writes_them_are_quotes() -> None:
    assert written("\n".join(f"&gt; {line}" for line in _filled().split("\n"))) == _SAID


def _at(width: int) -> str:
    """Return the reply as a program sends it that breaks lines."""
    return "\n".join(fill(line, width) for line in _filled().split("\n"))


def _quoted(text: str, marks: str = "> ") -> str:
    return "\n".join(marks + line for line in text.split("\n"))


_WAYS = {
    "each answer below its label": _filled().replace(": ", ":\n"),
    "below a greeting and who wrote": f"Good!\n\nOn Mon, 23 Nov 2026 at 10:12, Ed wrote:\n\n{_quoted(_filled())}",
    "likewise in German": f"Klar!\n\nAm 23.11.2026 um 10:12 schrieb Ed Stone:\n\n{_quoted(_filled())}",
    "above the head of the mail": f"{_filled()}\n\nFrom: Ed Stone\nSent: Monday\nSubject: Brief\n\nThe brief",
    "above that head in German": f"{_filled()}\n\nVon: Ed Stone\nGesendet: Montag\nBetreff: Brief\n\nDer Brief",
    "wrapped": _at(40),
    "wrapped, then quoted": _quoted(_at(40)),
    "quoted, then wrapped": "\n".join("> " + fill(line, 38) for line in _filled().split("\n")),
    "dashes corrected": _filled().replace("---", "—"),
    "labels in bold": re.sub(r"^(\w[^:\n]*):", r"**\1:**", _filled(), flags=re.MULTILINE),
    "labels in italics": re.sub(r"^(\w[^:\n]*):", r"_\1:_", _filled(), flags=re.MULTILINE),
    "a space before each colon": _filled().replace(":", " :"),
    "spaces that do not break": _filled().replace(": ", ":\u00a0"),
    "as a page": f"<div>{_filled().replace(chr(10), '<br>')}</div>",
    "from a chat": f"[10:12] Maya Lind\n{_filled()}",
    "the line ends of Windows": _filled().replace("\n", "\r\n"),
    "with a signature": f"{_filled()}\n\n-- \nMaya Lind\nHead of Payments",
    "in capitals": re.sub(r"^(\w[^:\n]*):", lambda label: label[0].upper(), _filled(), flags=re.MULTILINE),
}


@pytest.mark.parametrize("way", _WAYS)
def test_a_reply_says_the_same_however_it_was_sent(way: str) -> None:
    assert written(_WAYS[way]) == _SAID


def test_typographic_quotes_and_dashes_are_kept_to_the_letter() -> None:
    words = "„Wir buchen keinem Kunden mehr doppelt ab“ \u2013 sagt \u201aSupport\u2018"
    assert written(_filled().replace(_SAID.words, words)).words == words


def test_who_fills_in_one_place_says_one_thing() -> None:
    text = form(_CODE).replace("In my own words:", "In my own words: Nobody pays twice.")
    assert written(text) == WrittenReply(code=_CODE, words="Nobody pays twice.")


def test_a_code_names_a_person_and_a_work_to_who_has_both() -> None:
    people, works = ("Grace Hale", "Maya Lind"), (entry_id("work", "other"), _WORK)
    assert meant(_CODE, people, works) == ("Maya Lind", _WORK)
    assert meant(code_of(" maya  LIND", _WORK), people, works) == ("Maya Lind", _WORK)
    assert meant("tf-0000-0000", people, works) is None
    assert meant("", people, works) is None
    assert len({code_of(*pair) for pair in product(people, works)}) == 4
    assert "maya" not in _CODE.lower()


@given(st.text(alphabet=">|<>/-:_.inmyowrdsbtf 0\n\u202e\u00a0", max_size=400))
def test_nothing_that_anybody_writes_breaks_it(text: str) -> None:
    said = written(text)
    assert all(len(words) <= MOST for words in (said.words, said.onward, said.expects, said.criticism))


@pytest.mark.parametrize(
    "bait", ["<script>" * 7000, "<" * 50_000, "<!--" * 12_000, "> " * 25_000, "In my own words" * 3000, "_" * 50_000]
)
def test_a_bait_is_read_to_its_end(bait: str) -> None:
    assert not written(bait).code
    assert not written("<p>" + bait).code
