"""Suggestions: a title, the worry as a question, terms, a likely question; never a figure, a cause or a name."""

from dataclasses import replace

import pytest
from shop import Shop

from treefall.model import Document, Hint, OpenSlot, Paragraph, Sentence, Work
from treefall.value.faithful import Ground, ground_of
from treefall.value.rewording import Draft, asked_for, hinted, hints
from treefall.value.rewording.hints import titles

REF = "4f1c09aa"


def asked(work: Work, ground: Ground | None = None) -> Draft:
    made = asked_for(work, ground or ground_of((), (work,)), lambda _text: ())
    assert not isinstance(made, str)
    prompt, draft = made
    assert prompt.words == f"<work>\n{draft.text}\n</work>"
    assert prompt.draft == ""
    return draft


def test_without_a_model_all_four_have_their_plain_form(shop: Shop) -> None:
    said = (Sentence("“Was it this work?” That was reported, not measured.", ()),)
    brief = Document("", (OpenSlot("", "", ""), Paragraph("If asked", said)))
    work = replace(shop.keys, title="Keep the retry_queue from charging twice")
    found = hints(work, brief, REF)
    assert [one.about for one in found] == ["title", "concern", "terms", "question"]
    assert all(one.plain for one in found)
    assert found[0] == Hint("title", work.title, f'treefall rename {REF} "{work.title}"')
    assert found[1].words.endswith("?")
    assert "retry_queue" in found[2].words
    assert found[3].words == "Was it this work?"


def test_what_there_is_nothing_of_is_left_out(shop: Shop) -> None:
    brief = Document("", (Paragraph("If asked", (Sentence("Nobody asks."),)),))
    for text in (brief, None):
        assert [one.about for one in hints(shop.search, text, REF)] == ["title", "concern"]


def test_a_worry_that_was_told_is_not_asked_for_and_a_term_is_named_once(shop: Shop) -> None:
    brief = Document("", (Paragraph("Why it mattered", (Sentence("Carts were lost."),)),))
    work = replace(shop.keys, title="Idempotency, for idempotency")
    found = {one.about: one.words for one in hints(work, brief, REF)}
    assert "concern" not in found
    assert found["terms"].startswith("Idempotency")
    assert "idempotency" not in found["terms"]


def test_titles_are_said_once_and_private_ones_never(shop: Shop) -> None:
    said = titles(shop.keys)
    assert said[0] == shop.keys.title
    assert len(said) == len(set(said))
    hidden = replace(shop.keys, evidence=tuple(replace(seen, private=True) for seen in shop.keys.evidence))
    assert titles(hidden) == (shop.keys.title,)


def test_private_work_is_never_sent(shop: Shop) -> None:
    made = asked_for(shop.diary, ground_of((), (shop.diary,)), lambda _text: ())
    assert made == "it rests on a private entry"


def test_what_holds_to_the_rules_is_suggested(shop: Shop) -> None:
    reply = (
        "Title: Reject a replayed charge\n- concern: What went wrong before?\nterms: idempotency, charging\n"
        "question: How would you know?\nquestion: What else?\nand so on"
    )
    found, refused = hinted(reply, asked(shop.keys), REF)
    assert [(one.about, one.words) for one in found] == [
        ("title", "Reject a replayed charge"),
        ("concern", "What went wrong before?"),
        ("terms", "idempotency, charging"),
        ("question", "How would you know?"),
    ]
    assert not any(one.plain for one in found)
    assert refused == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("title: Charges fell by half", "figure or a cause"),
        ("title: Reject 7 charges", "figure or a cause"),
        ("title: Stop charging because keys", "figure or a cause"),
        ("title: Mallory stops charging", "adds “mallory”"),
        ("title: Stop double charging?", "no title"),
        ("title: " + "Reject a replayed charge " * 4, "no title"),
        ("title: “Stop” charging", "quotation"),
        ("title: Stop {p1} charging", "braces"),
        ("title: Reject charge at evil.example/x", "link"),
        ("title: " + "charge " * 30, "too long"),
        ("concern: Customers were charged.", "no question"),
        ("concern: Was it Mallory?", "adds “mallory”"),
        ("question: Who? What?", "no question"),
        ("question: Was it released; what then?", "no question"),
        ("terms: kubernetes", "words that the record has not"),
        ("terms: idempotency,, keys", "words that the record has not"),
        ("terms: a, the, stop, keys, double, charging", "words that the record has not"),
    ],
)
def test_what_breaks_a_rule_is_not_suggested(shop: Shop, line: str, why: str) -> None:
    found, refused = hinted(line, asked(shop.keys), REF)
    assert found == ()
    assert len(refused) == 1
    about = line.partition(":")[0]
    assert refused[0].startswith(f"{about}: ")
    from treefall.value.rewording.hints import _JUDGES  # noqa: PLC0415 - every reason, not only the first

    assert any(why in one for one in _JUDGES[about](line.partition(": ")[2].strip(), asked(shop.keys)))
