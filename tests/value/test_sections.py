"""What a source's section says is checked by name."""

import pytest

from treefall.errors import SettingsError
from treefall.value import sections

SAID = {"folders": ["a"], "tag": "work", "mine": True, "since": 1}


def test_what_is_said_is_returned_and_what_is_not_has_a_default() -> None:
    sections.only("x", SAID, ("folders", "tag", "mine"))
    assert sections.texts("x", SAID, "folders") == ("a",)
    assert sections.texts("x", SAID, "notes") == ()
    assert (sections.text("x", SAID, "tag"), sections.text("x", SAID, "name", "y")) == ("work", "y")
    assert sections.flag("x", SAID, "mine")
    assert sections.flag("x", SAID, "private", usual=True)


def test_an_unknown_key_is_named_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match=r"x\.mine") as wrong:
        sections.only("x", SAID, ("tag", "folders"))
    assert wrong.value.hint == "There are: folders, tag."


@pytest.mark.parametrize("said", ["a", [1], [""], {}])
def test_what_is_no_list_of_texts_is_refused(said: object) -> None:
    with pytest.raises(SettingsError, match=r"x\.folders"):
        sections.texts("x", {"folders": said}, "folders")


def test_what_is_no_text_or_no_flag_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"x\.tag"):
        sections.text("x", {"tag": 1}, "tag")
    with pytest.raises(SettingsError, match=r"x\.mine"):
        sections.flag("x", {"mine": "yes"}, "mine")
