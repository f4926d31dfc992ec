import re
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from shop import Shop

from treefall.model import Document, OpenSlot, Paragraph, Sentence
from treefall.outputs.markdown import Markdown, escape, output
from treefall.value.slots import answered
from treefall.value.story import episode

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](https://evil.example)",
    "![pixel](https://evil.example/p.png)",
    "# not a heading",
    "*not* _emphasis_ **either**",
    "`code` ``and more``",
    "| a | b |",
    "- a list",
    "+ another",
    "1. a list",
    "1234) one more",
    "> a quote",
    "&lt;b&gt; &#42;",
    "~~gone~~",
    "---",
    "[1]: https://evil.example",
    "back\\slash \\* here",
    "title #",
    "title ##",
    "line\n\n# two",
    "    indented",
    "=== under",
)


def _plain(markdown: str) -> tuple[list[str], str]:
    """Return the kinds of token that a reader of CommonMark and tables sees, and the text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    return [t.type for t in tokens] + [c.type for c in inline], "".join(c.content for c in inline)


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_never_becomes_markup(text: str) -> None:
    kinds, content = _plain(escape(text))
    assert set(kinds) <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert content == " ".join(text.split())


@given(st.text(st.sampled_from("ab *_`[]()<>#+-=.!|~&:\\\n1{}/"), max_size=40))
def test_whatever_the_text_is_it_reads_as_itself(text: str) -> None:
    kinds, content = _plain(f"# {escape(text)}\n\n**Label.** {escape(text)}[1]")
    assert "html_inline" not in kinds
    assert not any(kind in {"link_open", "image", "code_inline", "em_open", "table_open"} for kind in kinds)
    assert " ".join(text.split()) in content


def test_an_address_is_not_turned_into_a_link_by_readers_that_do_so() -> None:
    assert escape("see https://evil.example or www.evil.example") == (
        "see https\\://evil.example or www\\.evil.example"
    )


def test_every_block_has_its_form() -> None:
    document = Document(
        "A *title*",
        (
            Paragraph("Label", (Sentence("One.", ("a",)), Sentence("Two.", ("a",)), Sentence("Three.", ("b", "a")))),
            Paragraph("", (Sentence("No label and no proof."),)),
            OpenSlot("Gap", "What?", "treefall ask 1"),
            OpenSlot("Gap", "Why?", "treefall ask 1"),
            OpenSlot("Gap", "Who?", "odd `command`"),
        ),
    )
    assert Markdown().render(document).decode() == (
        "# A \\*title\\*\n\n"
        "**Label.** One. Two.[1] Three.[2,1]\n\n"
        "No label and no proof.\n\n"
        "**Gap.** *Open: What?*\n\n"
        "**Gap.** *Open: Why?* `treefall ask 1`\n\n"
        "**Gap.** *Open: Who?* odd \\`command\\`\n\n"
        "Proof: [1] a, [2] b\n"
    )


def test_without_proofs_there_is_no_line_about_them() -> None:
    assert Markdown().render(Document("Empty", ())) == b"# Empty\n"


def test_the_episode_of_the_shop_is_what_it_was(shop: Shop) -> None:
    record = shop.record()
    for slot, words, witness in (
        ("concern", "retries charged some customers twice", ""),
        ("beneficiary", "card customers", ""),
        ("change", "Double charges went from 14 a week to none", "Grafana, billing board"),
        ("lesson", "ask support first: they knew whom to test with", ""),
    ):
        record = shop.record([*record.entries, *answered(record, shop.keys, slot, words, witness)])
    text = Markdown().render(episode(record, shop.judgement, "Maya", zone=UTC, period=shop.period)).decode()
    assert re.sub(r"\b[0-9a-f]{16}\b", "…", text) == GOLDEN


GOLDEN = """\
# 1:1 with Maya: Idempotency keys stop double charging

**Why it mattered.** Retries charged some customers twice. Who is better off: card customers.[1]

**What happened.** Idempotency keys stop double charging: 19 changes between 3 February and 14 March, \
landed and in place. It began with “Add idempotency key table” and ended with “Release idempotency keys”.[1,2]

**What I did.** I wrote 17 of the 19 changes and co-wrote 2 with Grace Hopper.[1,2]

**What changed.** “Double charges went from 14 a week to none”, says Grafana, billing board.[3]

**What I learned.** Ask support first: they knew whom to test with.[1]

**Next.** *Open: What comes of it next, and when?* `treefall ask 27b19eca`

**Also.** Restore drill for billing backups: 6 changes between 3 and 13 May, landed and in place.[4] \
Search by invoice number: 2 changes on 20 and 21 June, not on the main branch yet.[5]

**Ask.** Should I take this further, or leave it here? What do you expect of me next? \
What should I have done differently?[1]

**Check I was clear.** If your director asks about this, how would you put it?[1]

Proof: [1] …, [2] …, [3] …, [4] …, [5] …
"""


def test_the_module_gives_its_output() -> None:
    assert output().suffix == ".md"
