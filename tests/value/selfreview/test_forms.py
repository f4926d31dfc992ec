"""Forms as plain data, and a text parted into their fields."""

import re
from typing import Any

import pytest

from treefall.model import Form, FormField, Topic
from treefall.value.selfreview import fields_in, form

WORK = {"label": "What did you do?", "topic": "accomplishments"}


def test_a_form_says_what_each_field_asks_and_holds() -> None:
    said = {
        "name": "acme",
        "title": "Acme, twice a year",
        "fields": [
            {"id": "done", "question": "What\ndid you do?", "topic": "Accomplishments", "limit": 800, "works": 2},
            {"label": "And next?", "topic": "goals"},
        ],
    }
    assert form(said, "file") == Form(
        name="acme",
        title="Acme, twice a year",
        fields=(
            FormField(id="done", label="What did you do?", topic=Topic.ACCOMPLISHMENTS, limit=800, works=2),
            FormField(id="2", label="And next?", topic=Topic.GOALS),
        ),
    )
    assert form({"fields": [WORK]}, "file").name == "file"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "no list of `fields`"),
        ({"fields": []}, "no list of `fields`"),
        ({"fields": [WORK] * 41}, "at most 40"),
        ({"fields": ["What?"]}, "field 1 is no mapping"),
        ({"fields": [{"topic": "goals"}]}, "field 1 has no `label`"),
        ({"fields": [WORK, {"label": "Why?"}]}, "field 2 (“Why?”) needs a `topic`: accomplishments, strengths"),
        ({"fields": [{**WORK, "limit": "many"}]}, "the `limit` of field 1"),
        ({"fields": [{**WORK, "limit": True}]}, "the `limit` of field 1"),
        ({"fields": [{**WORK, "limit": 0}]}, "from 1 to 100,000"),
        ({"fields": [{**WORK, "works": 11}]}, "the `works` of field 1"),
        ({"fields": [{**WORK, "id": "a"}, {**WORK, "id": "a"}]}, "names a field twice"),
    ],
)
def test_what_is_no_form_says_what_is_missing(said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        form(said, "file")


def test_a_field_and_a_form_need_a_name_and_room() -> None:
    with pytest.raises(ValueError, match="an id and a label"):
        FormField(id="", label="What?", topic=Topic.GOALS)
    with pytest.raises(ValueError, match="holds nothing"):
        FormField(id="a", label="What?", topic=Topic.GOALS, works=0)
    with pytest.raises(ValueError, match="holds nothing"):
        FormField(id="a", label="What?", topic=Topic.GOALS, limit=0)
    with pytest.raises(ValueError, match="a name and fields"):
        Form(name="empty", fields=())


SHORT = form({"fields": [{**WORK, "id": "done"}, {"id": "next", "label": "And next?", "topic": "goals"}]}, "short")


@pytest.mark.parametrize(
    "text",
    [
        "Ed Stone\n\nWhat did you do?\nKeys.[1,2] They\nhold.\n\nAnd next?\nRefunds.\n",
        "## done\nKeys. They hold.\n**And next?** (8 of 400 characters)\n\nRefunds.[3]",
        "DONE:\nKeys. They hold.\n\nNext\nRefunds.",
    ],
)
def test_a_text_is_parted_at_the_labels_however_they_are_marked(text: str) -> None:
    found = [(one.id, " ".join(said.split())) for one, said in fields_in(SHORT, text)]
    assert found == [("done", "Keys. They hold."), ("next", "Refunds.")]


def test_a_text_without_labels_is_one_field_without_a_limit() -> None:
    ((field, said),) = fields_in(SHORT, "I wrote\nthe keys.[1]")
    assert (field.label, field.limit, said) == ("The text", None, "I wrote\nthe keys.")


def test_lines_stay_lines_for_a_form_counts_each_break() -> None:
    ((_, said),) = fields_in(SHORT, "What did you do?\n\nKeys.[1]\n\nA drill.\n\n")
    assert said == "Keys.\n\nA drill."
