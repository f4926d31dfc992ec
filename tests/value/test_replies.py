"""What somebody wrote back is found however a mail mangles it, and a hostile reply is data."""

from itertools import product

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
    assert written(quoted).is_empty
    assert written(f"</blockquote>{quoted}").code == _CODE


def test_a_free_answer_is_how_they_said_it() -> None:
    text = f"So an order is found by any number.\nNice.\n\nOn Thu, Ed wrote:\n> The brief {_CODE}\n"
    assert written(text) == WrittenReply(code=_CODE, words="So an order is found by any number. Nice.")
    assert written("my reply, tf-xxxx\nFine with me") == WrittenReply(words="Fine with me")
    assert written("<p>So it is <i>found</i></p><blockquote>The brief</blockquote>").words == "So it is found"
    assert written("") == WrittenReply()


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
