"""The desk of editing: what the person makes of the drafts of a self-review, and forms of their own.

Both are files of the home, in plain text, as whoever works in a terminal keeps them where they like: drafts are made
anew each time, what the person wrote over them stays until they take it back.
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import TreefallError
from ..files import replace_file
from ..model import Block, Document, Entry, EntryId, Field, Form, Person, SelfReview, Sentence
from ..model.document import in_parts
from ..value.faithful import Verdict
from ..value.faithful.reading import paragraphs
from .book import Book
from .reviewing import SHIPPED, CheckedField, Reviewing

_FORMS, _EDITED = "forms", "reviews"
_UNSAFE, _MOST = re.compile(r"[^a-z0-9]+"), 60  # letters of a form's name


@dataclass(frozen=True, slots=True)
class EditedField:
    """One field of a form, as it stands.

    Attributes:
        id: the field's.
        text: what stands in it: the draft, or what the person made of it.
        drafted: what the draft says.
        checked: what comes of the text.
        proofs: for each of its sentences the entries that it rests on; none where the draft does not have it.
    """

    id: str
    text: str
    drafted: str
    checked: CheckedField
    proofs: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Editing:
    """What the person writes over the drafts.

    Attributes:
        book: where everything is.
    """

    book: Book

    def forms(self) -> tuple[Form, ...]:
        """Return the forms that come with Treefall, then the person's own that can be read."""
        own = []
        for path in sorted(self._folder(_FORMS).glob("*.yaml")):
            with suppress(TreefallError):
                own.append(replace(Reviewing(self.book).form(str(path)), name=path.stem))
        return (*Reviewing(self.book).forms(), *own)

    def form(self, name: str) -> Form:
        """Return the form called `name`, the most usual one where there is none of that name."""
        found = {form.name: form for form in self.forms()}
        return found.get(name, found[SHIPPED[0]])

    def bring_in(self, name: str, content: bytes) -> Form:
        """Keep the file `name` as a form of the person's own, and return it; one of that name before is replaced.

        Raises:
            TreefallError: it is no form, is too large, has the name of one that comes with Treefall, or cannot be kept.
        """
        called = _UNSAFE.sub("-", Path(name).stem.casefold())[:_MOST].strip("-") or "own"
        if called in SHIPPED:
            raise TreefallError(f"{called} comes with Treefall.", hint="Call the file otherwise.")
        made = Reviewing(self.book).read(content, called)
        self._write(_FORMS, f"{called}.yaml", content)
        return replace(made, name=called)

    def drafted(self, review: SelfReview) -> Mapping[str, str]:
        """Return what the drafts say, by the ids of the form's fields, a paragraph a line."""
        blocks = (block for block in review.document.blocks if isinstance(block, Field))
        return {field.id: _said(block) for field, block in zip(review.form.fields, blocks, strict=True)}

    def edited(self, review: SelfReview) -> tuple[str, ...]:
        """Return the labels of the fields that the person made something else of, in the form's order."""
        texts, drafted = self.texts(review), self.drafted(review)
        return tuple(field.label for field in review.form.fields if texts[field.id] != drafted[field.id])

    def edit(self, review: SelfReview, texts: Mapping[str, str]) -> None:
        """Let `texts` stand in the fields of their ids; what is empty, or says what the draft says, is the draft again.

        Raises:
            TreefallError: it cannot be kept.
        """
        drafted = self.drafted(review)
        edited = {**self.written(review.form), **texts}
        kept = {id_: words for id_, words in edited.items() if words.strip() and words != drafted.get(id_)}
        self._write(_EDITED, f"{review.form.name}.json", json.dumps(kept, ensure_ascii=False, indent=1).encode())

    def document(self, review: SelfReview) -> Document:
        """Return the self-review as it is handed in: what the person wrote, with the proofs of what they left."""
        texts, drafted = self.texts(review), self.drafted(review)
        blocks: list[Block] = []
        fields = iter(review.form.fields)
        for block in review.document.blocks:
            id_ = next(fields).id if isinstance(block, Field) else ""
            is_edited = isinstance(block, Field) and texts[id_] != drafted[id_]
            blocks.append(_rewritten(block, texts[id_]) if isinstance(block, Field) and is_edited else block)
        return replace(review.document, blocks=tuple(blocks))

    def fields(self, review: SelfReview, reader: Person | None = None) -> tuple[EditedField, ...]:
        """Return every field as it stands, sentence by sentence; and what `reader` could not follow in it.

        A sentence of the draft was made of its proofs, and is not held against the record once more.
        """
        texts, drafted = self.texts(review), self.drafted(review)
        text = "\n".join(f"{field.label}\n{texts[field.id]}" for field in review.form.fields)
        checked = {one.label: one for one in Reviewing(self.book).checked(review, text, reader)}
        draft = _Draft(tuple(block for block in review.document.blocks if isinstance(block, Field)))
        known = {entry.id: entry for entry in self.book.standing(draft.ids)}
        found = []
        for field in review.form.fields:
            one = checked[field.label]
            cites = [draft.cites(verdict.text) for verdict in one.verdicts]
            own = (Verdict(verdict.text) if ids else verdict for verdict, ids in zip(one.verdicts, cites, strict=True))
            proofs = tuple(tuple(known[id_] for id_ in ids if id_ in known) for ids in cites)
            left = replace(one, verdicts=tuple(own))
            found.append(EditedField(field.id, texts[field.id], drafted[field.id], left, proofs))
        return tuple(found)

    def written(self, form: Form) -> Mapping[str, str]:
        """Return what the person wrote over the drafts of `form`, by the ids of its fields."""
        with suppress(OSError, ValueError, AttributeError):  # nothing was edited; what somebody else wrote is no edit
            found = json.loads((self._folder(_EDITED) / f"{form.name}.json").read_bytes())
            return {str(id_): str(words) for id_, words in found.items()}
        return {}

    def texts(self, review: SelfReview) -> Mapping[str, str]:
        """Return what stands in each field: what the person made of it, else the draft; by their ids."""
        edited = self.written(review.form)
        return {id_: edited.get(id_, words) for id_, words in self.drafted(review).items()}

    def _folder(self, name: str) -> Path:
        return self.book.settings.home / name

    def _write(self, folder: str, name: str, content: bytes) -> None:
        target = self._folder(folder) / name
        try:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            replace_file(target, content)
        except OSError as error:
            raise TreefallError(f"{target} cannot be written: {error.strerror}.", hint="Is the disk full?") from error


def _said(field: Field) -> str:
    return "\n".join(" ".join(said.text for said in part) for part in field.parts if part)


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Draft:
    """What the draft says in some fields, and what that rests on, however a reader parts it into sentences."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._cites = [(_plain(said.text), said.cites) for field in fields for said in field.sentences]
        self._whole = " ".join(said for said, _ in self._cites)
        self.ids = {id_ for _, ids in self._cites for id_ in ids}

    def cites(self, text: str) -> tuple[EntryId, ...]:
        """Return what `text` rests on where the draft says it to the letter; else nothing."""
        plain = _plain(text)
        if plain not in self._whole:
            return ()
        return tuple(dict.fromkeys(id_ for said, ids in self._cites if said in plain or plain in said for id_ in ids))


def _rewritten(field: Field, text: str) -> Field:
    draft = _Draft((field,))
    parts = [[Sentence(said, draft.cites(said)) for said in part] for part in paragraphs(text)]
    return in_parts(field.label, parts, field.limit)
