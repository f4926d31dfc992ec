"""The desk of wording: texts that a model of the person's own may say another way, shown first, checked, and logged."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ..errors import WordingError
from ..files import replace_file
from ..model import Accomplishment, Document, EntryId, Hint, Paragraph, Profile, Prompt, Work
from ..ports import Wording, offline
from ..value.faithful import Ground, ground_of
from ..value.people import card
from ..value.redaction import Policy, is_clean, policy_for, traces
from ..value.rewording import Draft, Hidden, asked_for, drafted, hinted, hints, judged, prompt
from ..value.story import MOST_WORDS, words
from ..value.visibility import may_be_told
from .book import Book
from .checking import Checking
from .talks import Talks

_LOG = "sent.jsonl"
_ROOMY = 90  # words of a text up to which it may grow: with title and labels a brief then has 120 at most
_SHORT = 8  # digits of an id that a person pastes
_UNFIT = "something in it must not leave"


@dataclass(frozen=True, slots=True)
class Planned:
    """A paragraph, and what of it would be sent.

    Attributes:
        place: which block of the document it is, from 0.
        paragraph: as it reads now.
        prompt: what would be sent, to the letter; None where nothing is.
        why: why nothing is, one clause; else "".
        draft: what the prompt is made of.
    """

    place: int
    paragraph: Paragraph
    prompt: Prompt | None = None
    why: str = ""
    draft: Draft | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A document, what of each of its paragraphs would be sent, and what is on record; nothing was sent."""

    document: Document
    parts: tuple[Planned, ...]
    ground: Ground = field(repr=False, compare=False)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Return all that would be sent."""
        return tuple(part.prompt for part in self.parts if part.prompt)


@dataclass(frozen=True, slots=True)
class Worded:
    """What became of a document.

    Attributes:
        document: as it reads now.
        by: who was asked.
        reworded: the labels of the paragraphs that are said another way.
        kept: the labels of those that stayed as they were, each with why.
    """

    document: Document
    by: str
    reworded: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """Suggestions for a piece of work.

    Attributes:
        found: plain ones and a model's, each for the person to accept.
        refused: what a model suggested that may not be, and why; a clause each.
    """

    found: tuple[Hint, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """One line of the log: what was sent to whom.

    Attributes:
        at: when, aware and in UTC.
        to: who was asked.
        instructions: what it was asked to do.
        words: about which text.
        cites: the entries that the text rests on.
    """

    at: datetime
    to: str
    instructions: str
    words: str
    cites: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewording:
    """Plans what would be sent, sends it once the person said so, and takes only what the record carries."""

    book: Book

    def model(self, name: str | None = None) -> str:
        """Return which model is to be asked: `name`, else that of the settings; "" for none ("none" says so, too)."""
        chosen = self.book.settings.model if name is None else name
        return "" if chosen.casefold() == "none" else chosen

    def audience(self, person: str) -> str:
        """Return who reads, in a few words without a name: "a boss"."""
        return f"a {card(self.book.said(), person).listens}" if person else ""

    def asked(self, name: str) -> Wording:
        """Return the model called `name`; nothing is sent yet.

        Raises:
            WordingError: the network is switched off: then no model is asked, wherever it runs.
            NotFound: there is no such model, or `llm` is not installed.
        """
        from ..wording.llm import named  # noqa: PLC0415 - only where a model is asked

        if self.book.world.request is offline:
            raise WordingError("No model is asked: the network is switched off.", hint="The plain text needs none.")
        return named(name)

    def plan(self, document: Document, audience: str = "") -> Plan:
        """Return what of `document` would be sent, to the letter; `audience` says who reads it, without a name."""
        ground, policy = Checking(self.book).ground(), self._policy(document.cites())
        paragraphs = ((place, one) for place, one in enumerate(document.blocks) if isinstance(one, Paragraph))
        parts = tuple(_planned(place, one, ground, policy, audience) for place, one in paragraphs)
        return Plan(document, parts, ground)

    def reword(self, plan: Plan, wording: Wording) -> Worded:
        """Ask `wording` about each paragraph of `plan`; what fails stays plain, and Ctrl-C leaves the rest plain.

        Each prompt stands in the log before it goes.

        Raises:
            WordingError: the log cannot be written: then nothing is sent.
        """
        blocks, why = list(plan.document.blocks), ""
        reworded, kept = list[str](), list[tuple[str, str]]()
        for part in plan.parts:
            label = part.paragraph.label or plan.document.title
            if not (part.prompt and part.draft) or why:
                kept.append((label, part.why or why))
                continue
            came, why = self._said(part, part.prompt, part.draft, plan.ground, wording)
            if isinstance(came, Paragraph):
                blocks[part.place], before = came, blocks[part.place]
                if not _fits(replace(plan.document, blocks=tuple(blocks)), plan.document):
                    blocks[part.place], came = before, "the whole would be too long"
            if isinstance(came, Paragraph):
                reworded.append(label)
            else:
                kept.append((label, came))
        return Worded(replace(plan.document, blocks=tuple(blocks)), wording.name, tuple(reworded), tuple(kept))

    def _said(
        self, part: Planned, prompt: Prompt, draft: Draft, ground: Ground, wording: Wording
    ) -> tuple[Paragraph | str, str]:
        """Return what `wording` makes of a paragraph, or why it stays; and why nobody is asked after it, or ""."""
        cites = dict.fromkeys(id_ for said in part.paragraph.sentences for id_ in said.cites)
        self._log(Sent(self.book.world.now(), wording.name, prompt.instructions, prompt.words, tuple(cites)))
        try:
            return judged(wording.reword(prompt), draft, part.paragraph, ground), ""
        except WordingError as error:
            return str(error), str(error)
        except KeyboardInterrupt:
            return "you stopped it", "you stopped it"

    # --- suggestions

    def hints(self, work: Work) -> Hints:
        """Return what may be said of `work` that needs no model: a title, the concern as a question, terms, a doubt."""
        brief = Talks(self.book).brief(work) if may_be_told(work) else None
        return Hints(hints(work, brief, work.id[:_SHORT]))

    def plan_hints(self, work: Work) -> tuple[Prompt, Draft]:
        """Return what of `work` would be sent for suggestions, to the letter.

        Raises:
            WordingError: nothing of it may be sent.
        """
        policy = self._policy(seen.id for seen in work.evidence)
        made = asked_for(work, ground_of(self.book.said().entries, (work,)), _hidden(policy))
        why = "" if may_be_told(work) else "it is private"
        if why or isinstance(made, str) or not is_clean(made[0].words, policy):
            said = why or (made if isinstance(made, str) else _UNFIT)
            raise WordingError(f"Nothing of this is sent: {said}.", hint="The plain suggestions need no model.")
        return made

    def ask_hints(self, work: Work, made: tuple[Prompt, Draft], wording: Wording) -> Hints:
        """Return the plain suggestions for `work`, and those of `wording`'s that state nothing.

        Raises:
            WordingError: there is no answer, or the log cannot be written.
        """
        asked, draft = made
        ids = tuple(seen.id for seen in work.evidence)
        self._log(Sent(self.book.world.now(), wording.name, asked.instructions, asked.words, ids))
        found, refused = hinted(wording.reword(asked), draft, work.id[:_SHORT])
        plain = self.hints(work).found
        new = tuple(one for one in found if all(one.words.casefold() != other.words.casefold() for other in plain))
        return Hints((*plain, *new), refused)

    # --- the log

    def sent(self) -> tuple[Sent, ...]:
        """Return what was sent to whom, the newest last; lines that cannot be read are passed over."""
        return tuple(_read(_place(self.book.settings.home)))

    def _log(self, sent: Sent) -> None:
        line = json.dumps({**asdict(sent), "at": sent.at.isoformat()}, ensure_ascii=False) + "\n"
        try:
            place = os.open(_place(self.book.settings.home), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(place, "wb") as file:
                file.write(line.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WordingError(
                f"Nothing was sent: the log of it cannot be written ({error.strerror}).", hint="The plain text stands."
            ) from error

    def _policy(self, cites: Iterable[EntryId]) -> Policy:
        """Return what must not go to a model: secrets, names of the dictionary, whoever stands beside what is cited."""
        record = self.book.said()
        backing = {done.id: done.evidence for done in record.of(Accomplishment)}
        ids = dict.fromkeys(id_ for one in sorted(set(cites)) for id_ in (one, *backing.get(one, ())))
        return policy_for(record, Profile.MODEL, evidence=self.book.proofs(ids))


def forget_sent(home: Path, ids: Iterable[EntryId]) -> None:
    """Take out of the log what rested on `ids`, which were forgotten.

    Raises:
        OSError: it cannot be written.
    """
    gone, place = frozenset(ids), _place(home)
    lines = tuple(_read(place))
    left = tuple(line for line in lines if gone.isdisjoint(line.cites))
    if left != lines:
        each = (json.dumps({**asdict(one), "at": one.at.isoformat()}, ensure_ascii=False) + "\n" for one in left)
        replace_file(place, "".join(each).encode("utf-8", "replace"))


def _fits(document: Document, plain: Document) -> bool:
    """Say whether `document` keeps the length that texts of its sort have at most, or is no longer than `plain`."""
    now, before = (sum(len(said.text.split()) for said in one.sentences()) for one in (document, plain))
    return now <= max(_ROOMY, before) and words(document) <= max(MOST_WORDS, words(plain))


def _planned(place: int, paragraph: Paragraph, ground: Ground, policy: Policy, audience: str) -> Planned:
    in_confidence = any(policy.private.intersection(said.cites) for said in paragraph.sentences)
    draft = "it rests on a private entry" if in_confidence else drafted(paragraph, ground, _hidden(policy))
    if isinstance(draft, str):
        return Planned(place, paragraph, why=draft)
    asked = prompt(draft, audience)
    if not is_clean(asked.words, policy):
        return Planned(place, paragraph, why=_UNFIT)
    return Planned(place, paragraph, asked, draft=draft)


def _hidden(policy: Policy) -> Hidden:
    return lambda text: ((trace.start, trace.end) for trace in traces(text, policy))


def _place(home: Path) -> Path:
    return home / _LOG


def _read(place: Path) -> Iterator[Sent]:
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            said: Mapping[str, object] = json.loads(line)
            at = datetime.fromisoformat(str(said["at"]))
            cites = tuple(map(str, said["cites"]))  # type: ignore[call-overload]  # else it is none of ours
            yield Sent(at, str(said["to"]), str(said["instructions"]), str(said["words"]), cites)
        except (KeyError, TypeError, ValueError):  # cut off when it was written, or not ours
            continue
