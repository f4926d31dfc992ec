"""The desk of the self-review: forms, drafts, months without a record, and what a reader could not follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from ..display import display
from ..errors import NotFound, TreefallError
from ..ladders.safe_yaml import plain_data
from ..model import (
    Case,
    Document,
    Field,
    Form,
    FormField,
    Kind,
    Listens,
    Period,
    Person,
    Pick,
    SelfReview,
    Sentence,
    Unclear,
    Work,
)
from ..model.document import characters
from ..sources.note import noted
from ..value import people
from ..value.case import COMMITTEE
from ..value.faithful import Verdict
from ..value.faithful.reading import sentences
from ..value.overview import silent_months
from ..value.selfreview import CHOSEN, Comparing, Follower, fields_in, picked, self_review
from ..value.selfreview import form as made_of
from ..value.shaping import set_aside
from ..value.visibility import may_be_told
from .audience import Audience
from .book import Book
from .casing import Casing
from .checking import Checking
from .papers import Papers
from .sharing import Sharing
from .talks import Talks

SHIPPED = ("usual", "short", "upward")
"""The names of the forms that come with Treefall, the most usual first."""

_MOST_BYTES = 200_000
_MIDDLE = 15  # the day of a month under which an answer about it is noted
_ROLES: Mapping[str, Listens] = MappingProxyType(
    {"boss": Listens.BOSS, "boss's boss": Listens.BOSS_OF_BOSS, "boss-of-boss": Listens.BOSS_OF_BOSS}
)


@dataclass(frozen=True, slots=True)
class CheckedField:
    """What came of one field of a text that the person wrote or edited.

    Attributes:
        label: the field's.
        used: how many characters it takes.
        limit: how many it holds; None: any number.
        verdicts: one for each of its sentences, in their order.
        unclear: what the reader could not follow.
    """

    label: str
    used: int
    limit: int | None
    verdicts: tuple[Verdict, ...]
    unclear: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What is written into a form.

    Attributes:
        book: where everything is.
    """

    book: Book

    # --- forms

    def forms(self) -> tuple[Form, ...]:
        """Return the forms that come with Treefall, the most usual first."""
        return tuple(map(_shipped, SHIPPED))

    def form(self, name: str) -> Form:
        """Return the form called `name`, or the person's own in the file of that path.

        Raises:
            NotFound: there is neither such a form nor such a file; names the forms there are.
            TreefallError: the file cannot be read as a form; says why.
        """
        if people.key(name) in SHIPPED:
            return _shipped(people.key(name))
        path = Path(name).expanduser()
        if not path.is_file():
            raise NotFound(f"There is no form {name}.", hint=f"There are: {', '.join(SHIPPED)}; or name a file.")
        return _read(path.read_bytes()[: _MOST_BYTES + 1], path.stem)

    def read(self, content: bytes, name: str) -> Form:
        """Return the form in `content`, a file called `name`.

        Raises:
            TreefallError: it cannot be read as a form; says why.
        """
        return _read(content, name)

    # --- drafts

    def review(
        self,
        form: Form,
        period: Period | None = None,
        works: Sequence[Work] = (),
        reader: Person | None = None,
        whom: str = "",
    ) -> SelfReview:
        """Return what can be written into `form` about `period`, by default the last year.

        It is not redacted yet: that is done once it is handed in, without its open slots.

        Args:
            form: what is asked.
            period: which time it is about.
            works: what to tell; else it is picked, with the reason.
            reader: in whose words; else in the boss's.
            whom: for whom it is redacted later, a profile or a person: each field then holds no more than its limit;
                "" where it is not.

        Raises:
            NotFound: `whom` is nobody who is known, or could be several.
        """
        book, looked_at = self.book, period or self.book.period()
        record, judgement, case = book.said(), book.judgement(), self._case(period)
        boss = people.boss(record)
        first = boss.name if boss else ""
        chosen = tuple(Pick(work, (CHOSEN,)) for work in works)
        picks = chosen or picked(record, judgement, form, looked_at, zone=book.zone, boss=first, case=case)
        return self_review(
            record,
            judgement,
            form,
            looked_at,
            picks,
            subject=Talks(book).me(),
            zone=book.zone,
            reader=reader.name if reader else first,
            case=case,
            findings=Papers(book).findings({pick.work.id for pick in picks}),
            policy=Sharing(book).policy(whom) if whom else None,
        )

    def explain(self, period: Period, month: str, words: str) -> date:
        """Note why nothing is on record in `month` ("2026-07", "July"), for nobody else's eyes; it is asked no more.

        Raises:
            NotFound: something is on record in that month, or it is not in `period`; names those that are silent.
        """
        record = self.book.said()
        silent = silent_months(self.book.judgement(), replace(period, end=min(period.end, record.now)), self.book.zone)
        named = {people.key(name): one for one in silent for name in (f"{one:%Y-%m}", f"{one:%B}", f"{one:%B %Y}")}
        first = named.get(people.key(month))
        if first is None:
            there = ", ".join(f"{one:%Y-%m}" for one in silent) or "no month"
            raise NotFound(f"{month} is no month without a record.", hint=f"Without one: {there}.")
        now, on = self.book.world.now(), first.replace(day=_MIDDLE)
        note = noted(words, now, self.book.zone, kind=Kind.NOTE, on=on, private=True)
        self.book.add(lambda _record: [note, set_aside(note, now)])
        return first

    def text(self, document: Document) -> str:
        """Return the fields of `document` as they are pasted: each label on a line, and what is written under it."""
        fields = [block for block in document.blocks if isinstance(block, Field)]
        each = ((one.label, [" ".join(display(said.text) for said in part) for part in one.parts]) for one in fields)
        return "\n".join("\n".join((display(label), *said)) + "\n" for label, said in each)

    # --- check as

    def reader(self, who: str) -> Person:
        """Return who is meant by "boss", "boss's boss", "committee", or a name.

        Raises:
            NotFound: there is none on record.
        """
        role = _ROLES.get(people.key(who).replace("\u2019", "'"))
        if people.key(who) in {Listens.COMMITTEE, people.key(COMMITTEE.name)}:
            return replace(COMMITTEE, name=Listens.COMMITTEE)
        if role is None:
            return people.card(self.book.said(), Audience(self.book).known(who))
        boss = people.boss(self.book.said())
        found = boss and (boss if role is Listens.BOSS else next(iter(people.chain(self.book.said(), boss.name)), None))
        if not found:
            hint = (
                f"treefall people {people.pasted(boss.name)} --reports-to NAME"
                if boss
                else "treefall people NAME --as boss"
            )
            raise NotFound(f"It is not known who your {role} is.", hint=f"Say it: {hint}")
        return found

    def unclear(self, review: SelfReview, reader: Person) -> tuple[Unclear, ...]:
        """Return what `reader` could not follow in the draft, at most three things a field."""
        follower, found = self._follower(reader), dict[str, Unclear]()
        blocks = {block.label: block.sentences for block in review.document.blocks if isinstance(block, Field)}
        for field in review.form.fields:
            said = blocks[field.label]
            for one in follower.unclear(field.label, field.topic, said, self._told(review, field)):
                found.setdefault(one.says, one)  # once is enough
        return tuple(found.values())

    def checked(self, review: SelfReview, text: str, reader: Person | None = None) -> tuple[CheckedField, ...]:
        """Return what comes of a `text` that the person wrote or edited, field by field; nothing is blocked.

        Each sentence is compared with the record; what `reader` could not follow is said where one is named.
        """
        works = [work for work in self.book.judgement().during(review.period).works if may_be_told(work)]
        comparing = Comparing(self.book.said(), works, Checking(self.book).ground(), review.document)
        follower = self._follower(reader) if reader else None
        return tuple(
            CheckedField(
                label=field.label,
                used=characters(said),
                limit=field.limit,
                verdicts=comparing.verdicts(said),
                unclear=follower.unclear(field.label, field.topic, _uncited(said), self._told(review, field))
                if follower
                else (),
            )
            for field, said in fields_in(review.form, text)
        )

    # --- inside

    def _follower(self, reader: Person) -> Follower:
        return Follower(self.book.said(), self.book.judgement(), reader, Talks(self.book).me())

    def _told(self, review: SelfReview, field: FormField) -> tuple[Work, ...]:
        told = review.works.get(field.label, ())
        return tuple(pick.work for pick in review.picks if pick.work.id in told)

    def _case(self, period: Period | None) -> Case | None:
        try:
            return Casing(self.book).case(period)
        except NotFound:  # no level was chosen
            return None


def _uncited(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(one) for one in sentences(" ".join(text.split())))


def _shipped(name: str) -> Form:
    return _read(resources.files(__package__).joinpath("forms", f"{name}.yaml").read_bytes(), name)


def _read(content: bytes, name: str) -> Form:
    """Return the form that a file holds; it is foreign: capped, plain data only."""
    hint = "docs/self-review.md shows what is one."
    if len(content) > _MOST_BYTES:
        raise TreefallError(f"{name} is larger than any form.", hint=hint)
    try:
        said = plain_data(content.decode("utf-8-sig", "replace"))
        return made_of(said if isinstance(said, Mapping) else {}, name)
    except ValueError as error:
        raise TreefallError(f"That is no form: {error}.", hint=hint) from error
