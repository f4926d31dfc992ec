"""What of a free text can be looked up, and what it leaves untold."""

from treefall.value.faithful import Atom, Fact, Ground, claims_in, untold

DRILL = Fact(entry="d1", words="Restore drill: 6 h 30 min, target 4 h.", names=("DRILL-2",))
PLAN = Fact(entry="p1", words="Draft: a second backup provider.")
GROUND = Ground((DRILL, PLAN), ("Rosa Almeida",))


def test_a_text_is_taken_apart_into_what_can_be_looked_up() -> None:
    text = "On 26 February at 14:05 Peter Szabo ran DRILL-2. It took 6.5 hours: “never again in my whole life”. PR 12."
    assert claims_in(text) == (
        Atom("date", "26 February", 0),
        Atom("date", "14:05", 0),
        Atom("id", "DRILL-2", 0),
        Atom("name", "Peter Szabo", 0),
        Atom("figure", "6.5 hours", 1),
        Atom("quote", "never again in my whole life", 1),
        Atom("id", "12", 2),
    )


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital() -> None:
    assert claims_in("Everybody slept. Yesterday it rained.") == ()


def test_a_figure_an_id_or_two_words_tell_an_entry() -> None:
    for text in ("It took 6.5 hours.", "See DRILL-2.", "We restored in a drill."):
        assert untold(text, ["p1", "d1"], GROUND) == ("p1",)
    assert untold("It went well.", ["p1", "d1", "x9"], GROUND) == ("p1", "d1", "x9")
