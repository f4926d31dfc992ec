"""A text that the person wrote or edited, parted into the fields of a form."""

import re
from collections.abc import Iterator

from ...model import Form, FormField, Topic
from ..people import key

_MARKS = re.compile(r"^[\s#*_>-]+|[\s*_:]+$|\s*\([\d,]+(?: of [\d,]+)? characters\)\**\s*$")
_PROOF = re.compile(r"\[\d+(?:,\d+)*\]")
_WHOLE = FormField(id="text", label="The text", topic=Topic.ACCOMPLISHMENTS)


def fields_in(form: Form, text: str) -> tuple[tuple[FormField, str], ...]:
    """Return what `text` says in each field of `form` that it names, in its order.

    A field begins with its label, or its id, on a line of its own, as the drafts are printed; the numbers of proofs
    are left out. What stands before the first is the title; a text that names no field is one, without a limit. Lines
    stay lines, for a form counts each break between them.
    """
    named = {key(name): one for one in form.fields for name in (one.id, one.label)}
    found = [(one, "\n".join(lines).strip()) for one, lines in _parts(named, text) if one]
    return tuple(found) or ((_WHOLE, "\n".join(map(_said, text.splitlines())).strip()),)


def _parts(named: dict[str, FormField], text: str) -> Iterator[tuple[FormField | None, list[str]]]:
    field, lines = None, list[str]()
    for line in text.splitlines():
        begun = named.get(key(_bare(line)))
        if begun:
            yield field, lines
            field, lines = begun, []
        else:
            lines.append(_said(line))
    yield field, lines


def _said(line: str) -> str:
    """Return `line` without the numbers of proofs."""
    return " ".join(_PROOF.sub("", line).split())


def _bare(line: str) -> str:
    """Return `line` without the marks of a heading and the count behind it."""
    bare = line
    while (shorter := _MARKS.sub("", bare)) != bare:
        bare = shorter
    return bare
