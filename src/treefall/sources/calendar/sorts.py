"""What a meeting is, by rules that anybody can check: words of its title and categories, who is invited, how long.

The words are told in `docs/sources/calendar.md`; the settings add some, and say what is nothing of it all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from ...value.rhythm import ONE_TO_ONE
from .ics import Event, Guest


class Sort(StrEnum):
    """What a meeting is."""

    ONE_TO_ONE = "1:1"
    INTERVIEW = "interview"
    TALK = "talk"
    ON_CALL = "on call"
    MENTORING = "mentoring"
    LEAVE = "leave"


_WORDS: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.LEAVE: (
            r"on leave|(?:annual|parental|maternity|paternity|sick|medical|bereavement|family|carer'?s) leave|leave"
            r"|vacations?|holidays?|pto|ooo|out of (?:the )?office|day off|time off|off sick|sick(?: day)?|sabbatical"
            r"|urlaub|elternzeit|mutterschutz|krank(?:meldung|geschrieben)?|abwesend|freizeitausgleich|überstundenabbau"
            r"|congés?|vacances|rtt|arrêt maladie|absence|absente?|vacaciones|baja(?: médica)?|permiso|ferie|malattia"
            r"|férias|licença|verlof|vakantie|ziek|urlop|zwolnienie|semester|föräldraledig|sjuk|ferien|休假|休暇|有給"
        ),
        Sort.ON_CALL: (
            r"on[- ]?call|pager(?: ?duty)?|standby|stand-by|(?:ruf)?bereitschaft(?:sdienst)?|notdienst"
            r"|astreinte|guardia|reperibilità|plantão|piket(?:dienst)?|dyżur|jour(?:haft)?beredskap|beredskap|当番|值班"
        ),
        Sort.INTERVIEW: (
            r"interviews?|phone screen|technical screen|(?:vorstellungs|bewerbungs)gespräch|kandidat(?:in|engespräch)?"
            r"|candidate (?:screen|call|chat)|entretien d'embauche|entretien candidate?|entrevistas?"
            r"|colloquio(?: di lavoro)?|sollicitatiegesprek|rozmowa kwalifikacyjna|面接|面试"
        ),
        Sort.MENTORING: (
            r"mentor(?:ing|ship|at|ato|ía)?|coaching|onboarding(?: buddy)?|einarbeitung|pair(?:ing)? session"
            r"|mentorat|tutorat|tutoría|tutoraggio|メンタリング"
        ),
        Sort.TALK: (
            r"(?:tech|lightning|conference|guest|lunch(?:time)?|team|my) talk|talk(?= at | about |:)|keynote|lecture"
            r"|brown ?bag|lunch (?:and|&) learn|webinar|vortrag|schulung|conférence(?! téléphonique)|exposé|ponencia"
            r"|charla técnica|presentazione|conferenza|lezing|prezentacja|föredrag|登壇"
        ),
    }
)
_ORDER = (Sort.LEAVE, Sort.ON_CALL, Sort.INTERVIEW, Sort.MENTORING, Sort.TALK, Sort.ONE_TO_ONE)
_NO_INTERVIEW = re.compile(
    r"\b(?:user|customer|usability|exit|podcast|press|media|stakeholder|kunden|nutzer)[- ]?interviews?\b"
    r"|\binterview (?:training|prep(?:aration)?|practice|debrief|calibration|loop planning)\b|\bdebrief\b",
    re.IGNORECASE,
)
_NO_LEAVE = re.compile(r"\b(?:party|calendar|planning|planung|schedule|request|policy|handover|cover)\b", re.IGNORECASE)
_LONG = timedelta(hours=4)  # from which time away is leave
_PAIR = 2


@dataclass(frozen=True)
class Rules:
    """How meetings are told apart.

    Attributes:
        addresses: mine.
        names: mine, in small letters.
        shared: the calendar is several people's: what does not name me is not mine.
        words: of the person's own, by sort; under "nothing" what is none at all.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()
    shared: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def sort(self, event: Event, *, repeats: bool = False) -> Sort | None:
        """Return what `event` is; None where it is nothing that is read, is called off, was declined or not mine.

        Args:
            event: a single time of it.
            repeats: there are several times.
        """
        me = next((one for one in event.guests if self.is_me(one)), None)
        if event.called_off or (me and me.declined) or not self._is_mine(event, me):
            return None
        said = " \n".join((event.summary, *event.categories))
        if self._own("nothing", said):
            return None
        for sort in _ORDER:
            if self._own(sort, said):
                return sort
        return next((sort for sort in _ORDER if self._is(sort, event, me, said, repeats=repeats)), None)

    def is_me(self, guest: Guest) -> bool:
        """Say whether `guest` is the person: by an address of theirs, or, where there is none, by their name."""
        return guest.address in self.addresses or (not guest.address and guest.name.lower() in self.names)

    def others(self, event: Event) -> tuple[Guest, ...]:
        """Return who else is invited."""
        return tuple(one for one in event.guests if not self.is_me(one))

    def is_colleague(self, address: str) -> bool:
        """Say whether `address` is of a domain in which the person has one, too."""
        return address.rpartition("@")[2] in {own.rpartition("@")[2] for own in self.addresses}

    def _is(self, sort: Sort, event: Event, me: Guest | None, said: str, *, repeats: bool) -> bool:
        """Say whether `event` is of that `sort` by the rules of `docs/sources/calendar.md`."""
        if sort is Sort.ONE_TO_ONE:
            pair = me is not None and len(event.guests) == _PAIR
            called = bool(ONE_TO_ONE.search(event.summary)) and len(event.guests) <= _PAIR
            return called or (pair and repeats)
        hosted = not event.host or event.host in self.addresses
        match sort:
            case Sort.LEAVE:
                long = event.is_whole_day or event.length >= _LONG
                fits = long and hosted and not _NO_LEAVE.search(said) and not self.others(event)
            case Sort.INTERVIEW:
                fits = not _NO_INTERVIEW.search(said) and (hosted or self.is_colleague(event.host))
            case Sort.TALK:
                fits = hosted
            case Sort.ON_CALL:
                fits = me is not None or not event.guests or self._is_named(event)
            case _:
                fits = True
        return fits and bool(_SAID[sort].search(said))

    def _is_mine(self, event: Event, me: Guest | None) -> bool:
        return me is not None or not self.shared or self._is_named(event)

    def _is_named(self, event: Event) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", event.summary.lower()) for name in self.names)

    def _own(self, sort: str, said: str) -> bool:
        pattern = self._patterns.get(sort)
        return pattern is not None and bool(pattern.search(said))

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        return {sort: _pattern("|".join(map(re.escape, words))) for sort, words in self.words.items() if words}


def own_words(said: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the person's own words by sort, as the settings name them ("one_to_ones", "on_call", …)."""
    names = {
        "one_to_ones": Sort.ONE_TO_ONE,
        "interviews": Sort.INTERVIEW,
        "talks": Sort.TALK,
        "on_call": Sort.ON_CALL,
        "mentoring": Sort.MENTORING,
        "leave": Sort.LEAVE,
        "nothing": "nothing",
    }
    return {str(names[key]): tuple(words) for key, words in said.items()}


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds `words` where they stand by themselves; the letters of some scripts need no space."""
    return re.compile(rf"(?<![^\W\d_\u3040-\u9fff])(?:{words})(?![^\W\d_\u3040-\u9fff])", re.IGNORECASE)


_SAID = MappingProxyType({sort: _pattern(words) for sort, words in _WORDS.items()})
