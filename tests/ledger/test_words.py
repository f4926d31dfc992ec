from hypothesis import given
from hypothesis import strategies as st

from treefall.ledger.words import cut, words_of


def test_signs_part_words_and_case_and_accents_do_not_tell_them_apart() -> None:
    assert cut("Zoë's IDEMPOTENCY_key: PR#412, Straße ﬁne") == [
        "zoe",
        "s",
        "idempotency",
        "key",
        "pr",
        "412",
        "strasse",
        "fine",
    ]


@given(text=st.text())
def test_words_are_letters_and_digits_only_and_stay_as_they_are(text: str) -> None:
    words = cut(text)
    assert all(word.isalnum() and len(word) <= 64 for word in words)
    assert cut(" ".join(words)) == words


def test_the_words_of_an_entry_are_those_of_all_its_texts() -> None:
    said = {"id": "i", "at": "2026", "a": "x", "b": [{"c": "y z"}, 1, None, True], "d": ({"id": "w"}, "y z")}
    assert sorted(words_of(said).split()) == ["w", "x", "y", "z"]
