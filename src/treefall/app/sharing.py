"""The desk of sharing: what a reader may see of a text, the dictionary of names behind that, what was handed over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from types import MappingProxyType
from typing import TypeVar

from ..errors import TreefallError
from ..ledger.codec import kind_of, line_to_json
from ..model import (
    Accomplishment,
    Attribution,
    Document,
    Entry,
    Evidence,
    Handling,
    Impact,
    Learning,
    Listens,
    Name,
    Profile,
    Record,
    Redacted,
    Removal,
    Sensitive,
    Telling,
    Undecided,
    Work,
    entry_id,
)
from ..ports import Line
from ..value.people import card, key, listens_now, pasted
from ..value.redaction import PROFILES, Policy, policy_for, redact, redact_document, strangers, traces
from ..value.redaction.undecided import met, undecided
from ..value.slots import told
from .audience import Audience
from .book import Book

T = TypeVar("T")

_PROFILE_OF = MappingProxyType(
    {
        Listens.BOSS: Profile.BOSS,
        Listens.BOSS_OF_BOSS: Profile.BOSS,
        Listens.PEER: Profile.COMMITTEE,
        Listens.COMMITTEE: Profile.COMMITTEE,
        Listens.OTHER: Profile.OUTSIDE,
    }
)
"""Who is not known to be of the house, or left it, reads what anybody outside does."""

_TAKEN_ALONG = (Accomplishment, Impact, Learning)
_WORDS = frozenset(
    (  # noqa: SIM905 - words
        "title concern beneficiary response lesson next sequel cause words witness attribution what origin outcome "
        "consequence"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry as it may be taken along when leaving, and the proof of what it was.

    Attributes:
        kind: of the entry.
        at: when it happened, ISO 8601.
        words: its texts by their names, redacted; those that nothing is left of are not there.
        sha256: of its line as an export writes it, 64 hexadecimal digits.
        removed: what the texts do not say any more: what it was, and how often.
    """

    kind: str
    at: str
    words: dict[str, str]
    sha256: str
    removed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Left:
    """Entries of one kind that stay behind: how many, and the SHA-256 of all their lines as an export writes them."""

    kind: str
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Portable:
    """What a person may take along, and the proof of what was removed from it and of what stays behind."""

    profile: Profile
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """What may be shared with whom, and what was."""

    book: Book

    # --- the dictionary

    def names(self) -> tuple[Name, ...]:
        """Return the dictionary, by what the names are of, then by name."""
        return tuple(sorted(self.book.said().of(Name), key=lambda one: (one.of, key(one.name))))

    def undecided(self) -> tuple[Undecided, ...]:
        """Return the names on record that nobody decided on, the most frequent first."""
        record = self.book.said()
        return tuple(one.name for one in undecided(record, met(record, self._evidence())))

    def decide(
        self,
        name: str,
        handling: Handling | None = None,
        *,
        of: Sensitive | None = None,
        instead: str | None = None,
        forms: Sequence[str] = (),
        known_to: Sequence[str] = (),
    ) -> Name:
        """Put `name` into the dictionary, or change what it says there; what is None stays as it is, the rest is added.

        Somebody on record brings the logins along that they go by there.

        Raises:
            TreefallError: it is no name, or the name of nothing that has one, or what stands instead holds a secret.
        """
        wanted = " ".join(name.split())
        if instead and any(found.what is Sensitive.SECRET for found in traces(instead, self.policy(Profile.PUBLIC))):
            raise TreefallError("What stands instead of a name cannot be a secret.", hint="Say a role: “a customer”.")
        logins = next(
            (one.logins for one in met(self.book.said(), self._evidence()) if key(one.name.name) == key(wanted)), ()
        )

        def change(record: Record) -> Sequence[Entry]:
            id_ = entry_id("name", key(wanted) or "-", record.now.isoformat())
            stood = next((one for one in record.of(Name) if key(one.name) == key(wanted)), None)
            one = stood or Name(id=id_, at=record.now, name=wanted)
            return (
                replace(
                    one,
                    of=of or one.of,
                    handling=handling or one.handling,
                    instead=one.instead if instead is None else instead,
                    forms=tuple(dict.fromkeys((*one.forms, *logins, *forms))),
                    known_to=tuple(dict.fromkeys((*one.known_to, *known_to))),
                ),
            )

        try:
            (entry,) = self.book.add(change)
        except ValueError as error:
            raise TreefallError(f"That cannot be: {error}.", hint="Nothing was changed.") from error
        assert isinstance(entry, Name)  # noqa: S101 - what `change` makes
        return entry

    # --- readers

    def profiles(self) -> Mapping[Profile, Mapping[Sensitive, Handling]]:
        """Return what is done with each kind of finding, profile by profile."""
        return PROFILES

    def profile_of(self, who: str) -> tuple[Profile, str]:
        """Return the profile that `who` is, or that of the person of that name, and that name ("" for a profile).

        Raises:
            NotFound: it is nobody who is known, or could be several.
        """
        if key(who) in frozenset(Profile):
            return Profile(key(who)), ""
        record, name = self.book.said(), Audience(self.book).known(who)
        person = card(record, name)
        return _PROFILE_OF[person.listens] if listens_now(person, record.now) else Profile.OUTSIDE, name

    def policy(self, who: str) -> Policy:
        """Return what is done with what in a text for `who`, a profile or a person: made once, followed for each text.

        Raises:
            NotFound: it is nobody who is known, or could be several.
        """
        profile, reader = self.profile_of(who)
        return policy_for(self.book.said(), profile, reader, evidence=self._evidence())

    # --- texts

    def redacted(self, document: Document, who: str) -> Redacted[Document]:
        """Return `document` as `who`, a profile or a person, may see it, and what it does not say any more."""
        return redact_document(document, self.policy(who))

    def redacted_text(self, text: str, who: str) -> Redacted[str]:
        """Return `text` as `who`, a profile or a person, may see it, and what it does not say any more."""
        return redact(text, self.policy(who))

    def strangers(self, text: str, who: str) -> tuple[str, ...]:
        """Return what in a `text` for `who` is written like a name and that nobody decided on; inside, nothing is."""
        policy = self.policy(who)
        return strangers(text, policy) if policy.handlings[Sensitive.UNDECIDED] is Handling.STOP else ()

    def cleared(self, redacted: Redacted[T]) -> T:
        """Return what was redacted, once nothing stops it any more.

        Raises:
            TreefallError: something does; says what to do about it.
        """
        if redacted.stops:
            raise TreefallError(_why_not(redacted.stops), hint=_what_to_do(redacted.stops[0]))
        return redacted.content

    # --- what was handed over

    def shared(
        self, content: bytes, *, to: str, profile: str = "", about: Sequence[Work] = (), channel: str = "file"
    ) -> Telling:
        """Record that `to` has these very bytes now: a telling of `about`. The same bytes again are the same telling.

        Raises:
            NotFound: `to` could be several, or looks like somebody known.
        """
        name, digest = Audience(self.book).called(to), sha256(content).hexdigest()
        id_ = entry_id("shared", key(name), digest)

        def change(record: Record) -> Sequence[Entry]:
            if stood := next((one for one in record.of(Telling) if one.id == id_), None):
                return (stood,)
            works = tuple({work.id: work for work in about}.values())
            *done, telling = told(record, works, name, channel) if works else (None,)
            told_of = telling.about if isinstance(telling, Telling) else ()
            one = Telling(
                id=id_, at=record.now, to=name, about=told_of, channel=channel, digest=digest, profile=profile
            )
            return (*filter(None, done), one)

        return next(one for one in self.book.add(change) if isinstance(one, Telling))

    def shares(self) -> tuple[Telling, ...]:
        """Return what was handed over, to whom and when, the newest first."""
        return tuple(one for one in reversed(self.book.said().of(Telling)) if one.digest)

    # --- leaving

    def portable(self) -> Portable:
        """Return what the person may take along when they leave: their own words on their own work, redacted.

        What sources observed, what others said, and who they are stays behind: it is counted, and proven by its hash.

        Raises:
            TreefallError: a secret or an undecided name is in it; says what to do.
        """
        record, policy = self.book.said(), self.policy(Profile.OUTSIDE)
        own = (entry for kind in _TAKEN_ALONG for entry in record.of(kind) if entry.id not in policy.private)
        mine = {entry.id: entry for entry in own if not _of_others(entry)}
        newest = {line.id: line for line in self.book.ledger.lines()}
        found = [_taken(mine[id_], line, policy) for id_, line in newest.items() if id_ in mine]
        stays: dict[str, list[bytes]] = {}
        for line in self.book.ledger.lines():
            if line.id not in mine or line != newest[line.id]:
                stays.setdefault(line.kind, []).append(line_to_json(line))
        left = (Left(kind, len(lines), _digest(*lines)) for kind, lines in sorted(stays.items()))
        removals = tuple(removal for _, removed in found for removal in removed)
        return self.cleared(Redacted(Portable(policy.profile, tuple(one for one, _ in found), tuple(left)), removals))

    def _evidence(self) -> tuple[Evidence, ...]:
        """Return what sources observed, as far as redaction looks at it: who had a part, and what is private."""

        def read() -> tuple[Evidence, ...]:
            each = (entry for entry in self.book.ledger.entries(Evidence) if isinstance(entry, Evidence))
            return tuple(one if one.private else replace(one, title="", body="", files=None, facts={}) for one in each)

        return self.book.once("people and what is private", read, observed=True)


def _of_others(entry: Entry) -> bool:
    """Say whether the words of `entry` are a witness's."""
    return isinstance(entry, Impact) and entry.attribution is Attribution.REPORTED


def _taken(entry: Entry, line: Line, policy: Policy) -> tuple[Taken, tuple[Removal, ...]]:
    found = {field.name: redact(getattr(entry, field.name), policy) for field in fields(entry) if field.name in _WORDS}
    removals = tuple(removal for each in found.values() for removal in each.removals)
    counted: Counter[str] = Counter()
    for removal in removals:
        counted[removal.what] += removal.count
    words = {name: each.content for name, each in found.items() if each.content}
    return Taken(
        kind_of(type(entry)), entry.at.isoformat(), words, _digest(line_to_json(line)), dict(counted)
    ), removals


def _digest(*lines: bytes) -> str:
    return sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def _why_not(stops: Sequence[Removal]) -> str:
    """Say in one sentence what keeps a text from being written."""
    first = stops[0]
    place = f", under “{first.where[0]}”" if first.where else ""
    more = f" ({len(stops) - 1} more like that)" if len(stops) > 1 else ""
    match first.what:
        case Sensitive.SECRET:
            return f"Nothing is written: there is a secret in it ({first.rule}{place}).{more}"
        case Sensitive.UNDECIDED:
            like = f", which {first.rule}" if first.rule != "name" else ""
            return (
                f"Nothing is written: it names {first.name}{like}, and you have not decided on that name{place}.{more}"
            )
        case _:
            return f"Nothing is written: it names {first.name}, which must not leave{place}.{more}"


def _what_to_do(stop: Removal) -> str:
    if stop.what is Sensitive.SECRET:
        return "Take it out of the text, and change it wherever it is used."
    return f"Decide: treefall names {pasted(stop.name)} --replace, or --keep."
