"""A name in the dictionary is one, and what was handed over is known by its bytes."""

import pytest
from shop import NOW

from treefall.model import NAMED, Handling, Name, Redacted, Removal, Sensitive, Telling


@pytest.mark.parametrize(
    ("name", "of", "handling"),
    [
        (" ", Sensitive.CUSTOMER, Handling.KEEP),
        ("Initech", Sensitive.MONEY, Handling.REPLACE),
        ("Initech", Sensitive.CUSTOMER, Handling.REMOVE),
    ],
)
def test_what_is_no_name_is_refused(name: str, of: Sensitive, handling: Handling) -> None:
    with pytest.raises(ValueError, match="a name"):
        Name(id="n", at=NOW, name=name, of=of, handling=handling)


def test_everything_that_has_a_name_can_be_in_the_dictionary() -> None:
    assert {Name(id="n", at=NOW, name="x", of=of).of for of in NAMED} == set(NAMED)


def test_what_was_handed_over_needs_no_piece_of_work() -> None:
    assert Telling(id="t", at=NOW, to="Maya", about=(), digest="00").digest == "00"


def test_what_stops_a_text_is_told_apart() -> None:
    stop = Removal(what=Sensitive.SECRET, rule="password", handling=Handling.STOP)
    gone = Removal(what=Sensitive.PRIVATE, rule="x", handling=Handling.REMOVE)
    assert Redacted("text", (gone, stop)).stops == (stop,)
