"""Documents: every word is seen and can be changed, whatever holds it; proofs are numbered, marks are said once."""

from dataclasses import replace

import pytest
from papers import WORD, every_block

from treefall.model import (
    Chart,
    Document,
    Field,
    Heading,
    Matrix,
    MatrixRow,
    OpenSlot,
    Paragraph,
    Sentence,
    Strength,
    Table,
)
from treefall.model.document import characters, in_parts

S = Sentence


def _as_is(said: Sentence) -> Sentence:
    return said


def test_every_sentence_is_yielded_in_reading_order_under_its_label() -> None:
    document = Document(
        "T",
        (
            Paragraph("First", (S("one"),)),
            Paragraph("", (S("two"),)),
            OpenSlot("Open", "What?", "treefall"),
            Heading("Head"),
            Paragraph("", (S("three"),)),
            Chart(S("four"), every_block().blocks[9].finding),  # type: ignore[union-attr]  # it is the picture
            Table("Caption", ("A", "B"), (((S("five"),), (S("six"), S("seven"))),)),
            Field("Box", (S("eight"),), 9),
        ),
    )
    said = [("First", "one"), ("First", "two"), ("Head", "three"), ("Head", "four")]
    said += [("A", "five"), ("B", "six"), ("B", "seven"), ("Box", "eight")]
    assert [(label, one.text) for label, one in document.labelled()] == said
    assert [one.text for one in document.sentences()] == [text for _, text in said]


def test_the_paragraphs_before_a_table_belong_to_it_and_no_more_than_two() -> None:
    said = [Paragraph(str(n), (S("x"),)) for n in range(5)]
    table = Table("", ("A",), (((S("y"),),),))
    document = Document("T", (*said[:3], table, said[3], Heading("H"), table, said[4]))
    assert document.introducing() == {said[1], said[2]}


def test_a_picture_of_a_rubric_goes_with_its_sentence_and_bears_no_words_that_were_left_out() -> None:
    rows = (MatrixRow("Delivery", "Ships secret things.", Strength.STRONG),)
    document = Document("T", (Matrix(S("All of it"), rows),))
    changed = document.mapped(lambda said: None if "secret" in said.text else said)
    assert changed.blocks == (Matrix(S("All of it"), (MatrixRow("Delivery", "", Strength.STRONG),)),)
    assert document.mapped(lambda said: None if said.text == "All of it" else said).blocks == ()
    assert [one.sentences for one in document.paragraphs()] == [(S("All of it"),)]


def test_a_change_that_changes_nothing_leaves_all_but_what_no_picture_shows() -> None:
    document = every_block()
    assert document.mapped(_as_is) == document


def test_a_change_reaches_every_word() -> None:
    found: list[str] = []

    def noted(said: Sentence) -> Sentence:
        found.append(said.text)
        return replace(said, text="changed")

    changed = every_block("secret").mapped(noted)
    assert "secret" not in repr(changed).replace("'treefall secret'", "")
    assert found.count("secret") > 10
    assert changed.title == changed.author == changed.period == "changed"


def test_what_a_change_leaves_out_is_gone_with_what_held_it() -> None:
    document = replace(every_block(), period="")

    def without(said: Sentence) -> Sentence | None:
        return None if said.text in {WORD, "Free"} else said

    left = document.mapped(without)
    assert left.title == left.author == left.period == ""
    kept = (
        Paragraph("", (S("Twice.", ("a1",)), S("Else.", ("b2", "a1")))),
        Table("", ("", "Second"), (((), (S("More.", ("b2",)),)),)),
        Heading("The work", turns=True),
        OpenSlot("", "", "treefall plain"),
        Field("", (S("No limit."),)),
        Heading("Appendix", turns=True),
    )
    assert left.blocks == kept


def test_an_appendix_loses_the_rows_that_nothing_is_left_of_and_no_others() -> None:
    table = Table("", ("A",), (((S("x", ("a",)),),), ((S("y", ("b",)),),)), ("a", "b"))
    left = Document("T", (table,)).mapped(lambda said: None if said.text == "x" else said)
    assert left.blocks == (Table("", ("A",), (((S("y", ("b",)),),),), ("b",)),)


def test_a_row_that_is_left_with_its_name_alone_goes_and_one_that_still_says_something_stays() -> None:
    name, figure, sort = (S("The drill", ("w",)),), (S("2 hours", ("i",)),), (S("D"),)
    unproven = ((S("People"),), (S("open"),))
    table = Table("", ("Work", "What", "How"), ((name, figure, sort),))
    assert Document("T", (table,)).mapped(lambda said: None if said.text == "2 hours" else said).blocks == ()
    assert Document("T", (table,)).mapped(lambda said: None if said.text == "The drill" else said).blocks == (
        Table("", ("Work", "What", "How"), (((), figure, sort),)),
    )
    plain = Table("", ("Topic", "State"), (unproven,))
    assert Document("T", (plain,)).mapped(lambda said: None if said.text == "open" else said).blocks == (
        Table("", ("Topic", "State"), ((unproven[0], ()),)),
    )


def test_who_gets_it_gets_no_open_slots_and_no_headings_of_nothing() -> None:
    slot = OpenSlot("Open", "What?", "treefall")
    said = Paragraph("", (S("said"),))
    blocks = (
        *(Heading("Gone"), slot, Heading("Kept"), Heading("Gone, too", 2), slot, Heading("Stays", 2), said),
        *(Heading("Last"), slot),
    )
    handed = Document("T", blocks, "Ed", "2026").handed_in()
    assert handed == Document("T", (Heading("Kept"), Heading("Stays", 2), said), "Ed", "2026")


def test_proofs_are_numbered_as_they_are_first_mentioned() -> None:
    document = every_block()
    assert document.proofs() == {"a1": 1, "b2": 2, "c3": 3}
    assert document.cites() == {"a1", "b2", "c3"}
    assert document.unexplained() == {"b2": 2, "c3": 3}


def test_marks_are_said_once_by_the_last_in_a_row() -> None:
    document = every_block()
    lead = document.blocks[0]
    assert isinstance(lead, Paragraph)
    assert document.marked(lead.sentences) == ((WORD, ()), ("Twice.", (1,)), ("Else.", (2, 1)))
    assert document.marked(()) == ()


def test_a_row_is_marked_as_one_paragraph_and_an_appendix_not_at_all() -> None:
    document = every_block()
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert list(document.marked_rows(tables[0])) == [
        (((WORD, ()),), ((WORD, (1,)), ("More.", (2,)))),
        (((WORD, (1,)),), ()),
    ]
    assert list(document.marked_rows(tables[1])) == [(((WORD, ()),), ((WORD, ()),))]


def test_the_lead_is_the_first_paragraph_of_what_has_headings() -> None:
    said, head = Paragraph("", (S("said"),)), Heading("Head")
    assert Document("T", (said, head)).lead is said
    assert Document("T", (said,)).lead is None
    assert Document("T", (head, said)).lead is None
    assert Document("T", (Paragraph("Label", ()), head)).lead is None
    assert Document("T", ()).lead is None


def test_as_paragraphs_alone_it_has_neither_open_slots_nor_an_appendix() -> None:
    found = [(one.label, " ".join(said.text for said in one.sentences)) for one in every_block().paragraphs()]
    assert found == [
        ("", "plain Twice. Else."),
        ("plain", ""),
        ("plain", "plain More."),
        ("plain", ""),
        ("The work", ""),
        ("plain", ""),
        ("plain", "plain"),
        ("plain", "plain"),
        ("Free", "No limit."),
        ("", "plain"),
        ("", "plain"),
        ("Appendix", ""),
    ]


def test_a_command_stands_beside_the_last_slot_that_asks_by_it() -> None:
    first, last, other = OpenSlot("A", "?", "x"), OpenSlot("B", "?", "x"), OpenSlot("C", "?", "y")
    assert Document("T", (first, last, other)).asking() == {last, other}


def test_a_field_counts_its_characters() -> None:
    assert Field("F", (S("four"), S("five")), 10).used == 9
    assert Field("F", ()).used == 0


@pytest.mark.parametrize(
    ("head", "rows", "proves"),
    [((), (), ()), (("A",), (((), ()),), ()), (("A",), (((),),), ("a", "b"))],
)
def test_a_table_that_does_not_fit_is_refused(
    head: tuple[str, ...], rows: tuple[tuple[tuple[Sentence, ...], ...], ...], proves: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match="row"):
        Table("", head, rows, proves)


@pytest.mark.parametrize(
    ("text", "seen"),
    [("", 0), ("four", 4), ("e\u0301", 1), ("👍🏽", 1), ("👩\u200d🚀 ok", 4), ("नि", 1), ("a\u200bb", 2)],
)
def test_characters_are_counted_as_people_see_them(text: str, seen: int) -> None:
    assert characters(text) == seen
    assert Field("F", (S(text),)).used == seen


def test_a_field_has_paragraphs_which_take_no_more_room() -> None:
    field = in_parts("F", [[S("one"), S("two")], [S("three")]], 20)
    assert field == Field("F", (S("one"), S("two"), S("three")), 20, (2,))
    assert field.parts == ((S("one"), S("two")), (S("three"),))
    assert field.used == len("one two three")
    assert Field("F", ()).parts == ((),)
    assert in_parts("F", [], None) == Field("F", ())


def test_paragraphs_of_a_field_stay_apart_when_words_change() -> None:
    field = in_parts("F", [[S("one"), S("two")], [S("out")], [S("three")]], 20)
    document = Document("T", (field,)).mapped(lambda said: None if said.text in {"out", "two"} else said)
    assert document.blocks == (in_parts("F", [[S("one")], [S("three")]], 20),)
