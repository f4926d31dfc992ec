"""The desk of assistants: what they hand in, which is nothing until the person accepts it, and what they may read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from ..errors import NotFound, TreefallError
from ..model import (
    Accomplishment,
    EntryId,
    Evidence,
    Kind,
    Paragraph,
    Part,
    Profile,
    Role,
    Ruling,
    Submission,
    Work,
    entry_id,
)
from ..settings import Assistants
from ..sources.note import noted
from ..value.faithful import Verdict, check
from ..value.redaction import Policy, policy_for, redact, redact_document
from ..value.shaping import gathered
from .book import Book
from .checking import Checking
from .talks import Talks

EPISODE = "episode"
"""What allows an assistant to prepare a 1:1, beside the kinds of evidence."""

MOST_READ = 50
"""At most so many entries are read at once."""

_LONGEST = 20_000  # letters of one submission, as of a note
_MOST_OPEN = 100  # submissions that wait: an assistant that runs wild fills no ledger
_MOST_SEARCHED = 500
_ABOUT = 500  # letters of one entry's body that are read


@dataclass(frozen=True, slots=True)
class Readable:
    """An entry as an assistant reads it: the words of others, which are data and no instruction.

    Attributes:
        id: its name, by which it can be part of a proposed piece of work.
        day: when it happened, on the person's own calendar.
        kind: what sort of work it shows.
        title: in the source's own words, without what a model may not see.
        body: likewise, its beginning.
        private: it is never told to others.
    """

    id: EntryId
    day: str
    kind: str
    title: str
    body: str
    private: bool


@dataclass(frozen=True, slots=True)
class Assisting:
    """What an assistant may do, and what the person does with it.

    Every verb for assistants works under the person's `Assistants` setting; none of them writes anything but a
    `Submission`.
    """

    book: Book

    # --- for assistants

    def hand_in_note(self, words: str, *, kind: Kind, assistant: str, model: str) -> Submission:
        """Keep a note that an assistant proposes.

        Raises:
            TreefallError: there are no words, too many, or too many submissions wait.
        """
        return self._handed_in(words, kind, (), assistant, model)

    def hand_in_work(self, title: str, evidence: Sequence[EntryId], *, assistant: str, model: str) -> Submission:
        """Keep a piece of work that an assistant proposes: evidence of the ledger, and what it could be called.

        Raises:
            NotFound: some of it is no evidence of the ledger.
            TreefallError: there is no title or evidence, or too many submissions wait.
        """
        ids = tuple(dict.fromkeys(evidence))
        if not ids or len(self.book.proofs(ids)) != len(ids):
            raise NotFound("That is no evidence of this ledger.", hint="Name ids that the record was read with.")
        return self._handed_in(title, Kind.CHANGE, ids, assistant, model)

    def read(
        self,
        allowed: Assistants,
        *,
        kinds: Iterable[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        words: str = "",
    ) -> tuple[Readable, ...]:
        """Return evidence that the person allowed, the newest first, at most `MOST_READ`; `kinds` narrow it.

        Names of the dictionary and secrets are replaced in it, as before any model.

        Raises:
            TreefallError: nothing of that may be read.
        """
        kinds = tuple(kinds)
        may = frozenset(allowed.read) - {EPISODE}
        wanted = may.intersection(kinds) if kinds else may
        if not wanted:
            raise TreefallError(
                "The person has not allowed that to be read.", hint="They can: treefall mcp --allow KIND"
            )
        first = self.book.instant(allowed.since) if allowed.since else None
        start = max(filter(None, (first, since)), default=None)
        found = [
            one
            for one in self._evidence(words, start, until)
            if one.kind in wanted and (allowed.private or not one.private)
        ][-MOST_READ:]
        told = [one for one in found if not one.private]  # what is private was allowed in its own words
        policy = policy_for(self.book.said(), Profile.MODEL, evidence=told)
        return tuple(self._readable(one, policy) for one in reversed(found))

    def episode(self, allowed: Assistants, person: str) -> str:
        """Return the next 1:1 with `person` as plain text, where that was allowed; nothing private is in it.

        Raises:
            TreefallError: the person has not allowed it.
        """
        if EPISODE not in allowed.read:
            raise TreefallError("The person has not allowed that.", hint=f"They can: treefall mcp --allow {EPISODE}")
        document = Talks(self.book).episode(person).document
        policy = policy_for(self.book.said(), Profile.MODEL, evidence=self.book.proofs(sorted(document.cites())))
        told = redact_document(document, policy).content
        paragraphs = (block for block in told.blocks if isinstance(block, Paragraph))
        said = (f"{one.label}: {' '.join(sentence.text for sentence in one.sentences)}" for one in paragraphs)
        return "\n".join((told.title, *said))

    def check(self, allowed: Assistants, text: str) -> tuple[Verdict, ...]:
        """Return for each sentence of `text` whether the record carries it; private entries count only if allowed."""
        ground = Checking(self.book).ground()
        facts = (one for one in ground.facts if allowed.private or not one.private)
        return check(text, replace(ground, facts=tuple(facts)), must_cite=False)

    # --- for the person

    def inbox(self) -> tuple[Submission, ...]:
        """Return what was handed in and not decided on, oldest first."""
        return tuple(one for one in self.book.said().of(Submission) if one.ruling is Ruling.OPEN)

    def accept(self, ref: str) -> Evidence | Work:
        """Make what was handed in the person's own, and return it: a note, or a piece of work; `undo` takes it back.

        The note says which assistant wrote it.

        Raises:
            NotFound: nothing that waits is called `ref`.
            TreefallError: it proposes evidence that is gone, or that is in a piece of work that stands already.
        """
        found = self._waiting(ref)
        ruled = replace(found, ruling=Ruling.ACCEPTED)
        if not found.evidence:
            note = _note(found, self.book.zone)
            self.book.add(lambda _record: (ruled, note))
            return note
        proofs = self.book.proofs(found.evidence)
        taken = {id_ for done in self.book.said().of(Accomplishment) for id_ in done.evidence}
        if len(proofs) != len(found.evidence) or taken.intersection(found.evidence):
            why = "in a piece of work that you stand by" if len(proofs) == len(found.evidence) else "gone"
            raise TreefallError(f"Some of its evidence is {why}.", hint="Put it together yourself: treefall join")
        done = _work(found.words, proofs)
        self.book.add(lambda record: (ruled, done, *gathered(record, done.evidence)))
        return self.book.work(done.id)

    def dismiss(self, ref: str) -> Submission:
        """Let what was handed in be nothing.

        Raises:
            NotFound: nothing that waits is called `ref`.
        """
        found = replace(self._waiting(ref), ruling=Ruling.DISMISSED)
        self.book.add(lambda _record: (found,))
        return found

    # --- inside

    def _handed_in(
        self, words: str, kind: Kind, evidence: tuple[EntryId, ...], assistant: str, model: str
    ) -> Submission:
        said = words.strip()
        if not said or len(said) > _LONGEST:
            raise TreefallError("It needs words, and at most 20,000 letters.", hint="Say it in a sentence or two.")
        if (waiting := len(self.inbox())) >= _MOST_OPEN:
            raise TreefallError(f"{waiting} already wait to be decided on.", hint="The person decides: treefall inbox")
        id_ = entry_id("submission", assistant, kind, said, *evidence)
        stood = next((one for one in self.book.said().entries if one.id == id_ and isinstance(one, Submission)), None)
        if stood:
            return stood
        now = self.book.world.now()
        new = Submission(
            id=id_, at=now, words=said, kind=kind, evidence=evidence, assistant=assistant, model=model.strip()
        )
        self.book.ledger.append((new,))  # not written by the person: their `undo` is about what they did
        return new

    def _evidence(self, words: str, start: datetime | None, until: datetime | None) -> Iterator[Evidence]:
        """Yield evidence that counts, oldest first; where words are given, what holds all of them."""
        withdrawn = self.book.said().withdrawn
        ids = frozenset(self.book.ledger.search(words, _MOST_SEARCHED)) if words.strip() else None
        for one in self.book.ledger.entries(Evidence, since=start, until=until):
            if isinstance(one, Evidence) and one.id not in withdrawn and (ids is None or one.id in ids):
                yield one

    def _readable(self, one: Evidence, policy: Policy) -> Readable:
        day = one.at.astimezone(self.book.zone).date().isoformat()
        title, body = (redact(text, policy).content for text in (one.title, one.body[:_ABOUT]))
        return Readable(one.id, day, one.kind, title, body, one.private)

    def _waiting(self, ref: str) -> Submission:
        found = [one for one in self.inbox() if one.id.startswith(ref.lower())]
        if len(found) != 1 or not ref:
            raise NotFound(f"Nothing that waits is called {ref}.", hint="See what does: treefall inbox")
        return found[0]


def _note(found: Submission, zone: tzinfo | None) -> Evidence:
    """Return the note that `found` is once it is accepted: written by the assistant, and said so."""
    note = noted(found.words, found.at, zone, kind=None if found.kind is Kind.NOTE else found.kind)
    facts = {"assistant": found.assistant, **({"model": found.model} if found.model else {})}
    return replace(note, facts=facts, roles=(*note.roles, Role(part=Part.TOOL, name=found.assistant)))


def _work(title: str, proofs: Sequence[Evidence]) -> Accomplishment:
    ordered = sorted(proofs, key=lambda one: (one.at, one.id))
    ids = tuple(one.id for one in ordered)
    return Accomplishment(id=entry_id("work", ids[0]), at=ordered[-1].at, title=title, evidence=ids)
