"""Whose words may be in which text: the one place that decides, for every text and every reader.

Words of others are given as testimonials, each for the audiences that its speaker named, and taken back as such. The
same words may stand on record elsewhere: as what a piece of work changed, with who says so; as praise. What was decided
on them counts there too, however the speaker is named. Words on which nothing was decided may be told inside, as a
report; they do not leave the house, and praise is quoted to nobody but who gave it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TypeAlias

from ..model import (
    Attribution,
    EntryId,
    Expectation,
    Feedback,
    Impact,
    Listens,
    Name,
    Person,
    Priority,
    Profile,
    Record,
    Sensitive,
    Testimonial,
)
from .people import everybody, is_me, key, same_person

_CALLED = MappingProxyType(
    {
        Profile.BOSS: (Listens.BOSS,),
        Profile.COMMITTEE: (Listens.COMMITTEE,),
        Profile.OUTSIDE: (Listens.OTHER, Profile.OUTSIDE),
        Profile.PUBLIC: (),
        Profile.MODEL: (Profile.MODEL,),
    }
)
"""The audiences that a profile is; what was given for the public is for every one."""

_OUT = frozenset({Profile.OUTSIDE, Profile.PUBLIC})
_FAR = _OUT | {Profile.MODEL}
_WORD = re.compile(r"\w+")
_FEWEST = 3  # words from which a part of what was said is known for it
_NOBODY_TWICE = 5  # words in a row that two people do not say by chance
_ENDS = re.compile(r"[,;(]| (?:in|on|at|of|from) ")
_PLACE = re.compile(
    r"\b(?:[Dd]ashboard|board|[Ll]ogs?|[Rr]eport|page|graph|chart|[Mm]etrics?|query|series|sheet|counter|alerts?"
    r"|[Mm]onitoring|tracker|[Ss]tatistics|survey|[Bb]enchmark|tests|pipeline|wiki|changelog|analytics|CI|Airflow"
    r"|CloudWatch|Datadog|Elastic|GitHub|GitLab|Grafana|Honeycomb|Jira|Kibana|Linear|Looker|New Relic|PagerDuty"
    r"|Prometheus|Sentry|Splunk|Statuspage|Tableau|Zendesk)\b|^\w+://|^[\w/-]+\.[a-z]{2,5}$"
)


_Said: TypeAlias = Testimonial | Impact | Feedback | Priority | Expectation


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads a text.

    Attributes:
        called: the roles and names by which others allow them their words.
        profile: where they read it; None: inside.
    """

    called: tuple[str, ...] = ()
    profile: Profile | None = None

    def may_read(self, said: Testimonial) -> bool:
        """Say whether `said` was given for them or for everybody, and not taken back."""
        return said.consent and any(self.are(one) or same_person(one, Profile.PUBLIC) for one in said.audiences)

    def are(self, name: str) -> bool:
        """Say whether one of them is called `name`."""
        return any(same_person(name, one) for one in self.called)


def listening(person: Person | None) -> Readers:
    """Return `person` as who reads a text inside; None is anybody."""
    return Readers((person.listens, person.name)) if person else Readers()


def reading(profile: Profile, reader: str = "") -> Readers:
    """Return who reads a text for `profile`, and is `reader` by name."""
    return Readers((*_CALLED[profile], *filter(None, (reader,))), profile)


def heard(record: Record, person: Person | None) -> Record:
    """Return `record` as `person` may hear of it; None is anybody."""
    return told_to(record, listening(person))


def told_to(record: Record, readers: Readers) -> Record:
    """Return `record` without the words of others that are not for `readers`."""
    kept = withheld(record, readers)
    return replace(record, entries=tuple(one for one in record.entries if one.id not in kept)) if kept else record


def withheld(record: Record, readers: Readers) -> frozenset[EntryId]:
    """Return the entries that hold words of others which are not for `readers`."""
    deciding = _Deciding(record, readers)
    kinds = (
        record.of(Testimonial),
        record.of(Impact),
        record.of(Feedback),
        record.of(Priority),
        record.of(Expectation),
    )
    return frozenset(one.id for entries in kinds for one in entries if not deciding.may_read(one))


def taken_back(record: Record, who: str, words: str) -> bool:
    """Say whether `words`, which `who` is named for in whatever dress, were taken back: then no text has them."""
    return not all(one.consent for one in same_words(record, who, words))


def same_words(record: Record, who: str, words: str) -> tuple[Testimonial, ...]:
    """Return what keeps `words`, which `who` is named for in whatever dress; with those of whom they are a part."""
    return tuple(one for one in record.of(Testimonial) if _are_of(one, who, words))


@dataclass(frozen=True)
class _Deciding:
    """Decides on one entry after the other; the record is read once."""

    record: Record
    readers: Readers

    def may_read(self, entry: _Said) -> bool:
        """Say whether all words of others in `entry` are for the readers."""
        return all(self._may_read(entry, who, words) for who, words in _voices(entry))

    def _may_read(self, entry: _Said, who: str, words: str) -> bool:
        given = same_words(self.record, who, words)
        if not all(one.consent for one in given):
            return False
        if self.readers.are(who):
            return True
        profile = self.readers.profile
        match entry:
            case _ if given:
                return any(map(self.readers.may_read, given))
            case Impact():
                return profile not in _FAR or not self._is_somebody(who)
            case Feedback():
                return profile not in _OUT and not entry.praise
            case _:
                return profile not in _OUT

    @cached_property
    def _people(self) -> tuple[str, ...]:
        listed = (one.name for one in self.record.of(Name) if one.of is Sensitive.COLLEAGUE)
        return (*listed, *(one.name for one in everybody(self.record)))

    @cached_property
    def _systems(self) -> tuple[str, ...]:
        ours = {Sensitive.SYSTEM, Sensitive.PROJECT}
        return tuple(key(one.name) for one in self.record.of(Name) if one.of in ours)

    def _is_somebody(self, witness: str) -> bool:
        """Say whether `witness` is a person, as far as anybody can tell: a page or a board says that it is one."""
        if not witness or is_me(self.record, witness):
            return False
        if any(_share_a_word(witness, name) for name in self._people):
            return True
        head = _ENDS.split(witness.strip())[0]
        of_ours = any(key(head).startswith(name) for name in self._systems)
        return not of_ours and ("’s" in head or "'s" in head or not _PLACE.search(head))  # noqa: RUF001 - as it is written


def _voices(entry: _Said) -> Iterator[tuple[str, str]]:
    """Yield who says what in `entry`; what was measured or reckoned is nobody's words."""
    match entry:
        case Impact():
            if not entry.measurement and entry.attribution is not Attribution.ESTIMATED:
                yield entry.witness, entry.words
        case Feedback():
            yield entry.person, entry.words
            if entry.confirmation:
                yield entry.confirmer, entry.confirmation
        case _:
            yield entry.person, entry.words


def _are_of(said: Testimonial, who: str, words: str) -> bool:
    """Say whether `words`, which `who` is named for in whatever dress, are those of `said`, or a part of them."""
    short, long = sorted((_words(said.words), _words(words)), key=len)
    same = short == long or (len(short) >= _FEWEST and f" {' '.join(short)} " in f" {' '.join(long)} ")
    if not same or not who or len(short) >= _NOBODY_TWICE:
        return same
    return same_person(said.person, who) or _share_a_word(said.person, who)


def _share_a_word(one: str, other: str) -> bool:
    """Say whether two names may be one person's: "Grace Hopper", "all-hands (Grace)", "HOPPER, G."."""
    shared = set(_words(one)).intersection(_words(other))
    return any(len(word) > 1 or not word.isascii() for word in shared)


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[str, ...]:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return tuple(_WORD.findall(key(bare)))
