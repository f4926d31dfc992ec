import pytest

from treefall.value.faithful.reading import LONGEST, read, sentences


def test_sentences_keep_their_citations_and_quotations() -> None:
    text = (
        'Dana wrote: "Never so fast. Thank you!" [e4] It fell from 1.84 s to 0.62 s, e.g. in the EU. [e2]\n'
        "- First of a list [e1]\n- Second, by Dr. Who.\n\nNo stop at the end"
    )
    assert list(sentences(text)) == [
        'Dana wrote: "Never so fast. Thank you!" [e4]',
        "It fell from 1.84 s to 0.62 s, e.g. in the EU. [e2]",
        "First of a list [e1]",
        "Second, by Dr. Who.",
        "No stop at the end",
    ]


def test_a_quotation_that_never_ends_does_not_swallow_the_text() -> None:
    assert len(list(sentences("“Open. " + "It goes on and on. " * 200))) > 2
    assert list(sentences(" \n . ")) == []


def test_citations_are_told_apart_from_the_words() -> None:
    reading = read("It fell [e2][e3, e4] by a third [^7].")
    assert reading.cites == ("e2", "e3", "e4", "7")
    assert reading.text == "It fell by a third."


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("See shop/checkout#4812 and #390", ("shop/checkout#4812", "#390")),
        ("Tracked as SEC-58, p95, NDCG@10", ("SEC-58", "p95", "NDCG@10")),
        ("in 9f3c2ab, v2.1 and 1.2.3", ("9f3c2ab", "v2.1", "1.2.3")),
        ("at https://example.org/a?b=1", ("https://example.org/a?b=1",)),
        ("from 62O ms to 07 items", ("62O", "07")),
        ("in Q4 at 5ms and 10x", ()),
    ],
)
def test_names_with_digits_are_no_quantities(text: str, marks: tuple[str, ...]) -> None:
    assert read(text).marks == marks


def test_numbers_of_changes_are_names_too() -> None:
    reading = read("PR 4812 and incident 12% of requests")
    assert reading.numbered == ("4812",)
    assert [figure.written for figure in reading.figures] == ["12%"]


def test_words_in_long_quotations_are_left_to_the_letter() -> None:
    reading = read("She wrote “it took 5 of us two days” in 3 mails.")
    assert [figure.raw for figure in reading.figures] == [3]
    assert reading.quotes[0][2] == "it took 5 of us two days"


def test_clauses_know_what_they_deny() -> None:
    denies = [
        clause.denies for clause in read("Two failed, none were lost; it failed to stop but not only here.").clauses
    ]
    assert denies == [False, True, True, False]


def test_what_a_figure_counts_stands_behind_it() -> None:
    reading = read("31 of 44 services, and 12 (large) teams")
    near = [reading.near(figure) for figure in reading.figures]
    assert near == [frozenset({"servic"}), frozenset({"servic"}), frozenset()]


def test_a_clause_without_words_borrows_those_of_its_sentence() -> None:
    reading = read("The firewall blocked it between 9 July and 14 July")
    assert reading.around(len(reading.plain) - 2) == reading.stems
    assert reading.clause_at(10_000) == reading.clauses[-1]


def test_no_more_than_a_sentence_is_read() -> None:
    assert len(read("a" * 10 * LONGEST).text) == LONGEST
