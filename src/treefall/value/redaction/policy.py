"""Policies: what is done with what, for whom. The table is the whole of it; names may say otherwise, one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ...model import EntryId, Evidence, Handling, Identity, Name, Profile, Record, Sensitive
from ..people import same_person
from .names import Known, Names, names, strictest
from .private import private_entries, private_words
from .undecided import met, undecided

_K, _R, _X, _S = Handling.KEEP, Handling.REPLACE, Handling.REMOVE, Handling.STOP

_ROWS: Mapping[Sensitive, tuple[Handling, ...]] = MappingProxyType(
    {  #                    boss committee outside public model
        Sensitive.SECRET: (_R, _R, _S, _S, _R),
        Sensitive.PRIVATE: (_X, _X, _X, _X, _X),
        Sensitive.UNDECIDED: (_K, _K, _S, _S, _R),
        Sensitive.COLLEAGUE: (_K, _K, _R, _R, _R),
        Sensitive.CUSTOMER: (_K, _K, _R, _R, _R),
        Sensitive.PROJECT: (_K, _K, _R, _R, _R),
        Sensitive.SYSTEM: (_K, _K, _R, _R, _R),
        Sensitive.MONEY: (_K, _K, _R, _R, _R),
        Sensitive.LINK: (_K, _K, _R, _R, _R),
        Sensitive.HOST: (_K, _R, _R, _R, _R),
        Sensitive.TICKET: (_K, _K, _R, _R, _R),
        Sensitive.ADDRESS: (_K, _R, _R, _R, _R),
        Sensitive.PHONE: (_R, _R, _R, _R, _R),
    }
)
PROFILES: Mapping[Profile, Mapping[Sensitive, Handling]] = MappingProxyType(
    {
        profile: MappingProxyType({what: row[place] for what, row in _ROWS.items()})
        for place, profile in enumerate(Profile)
    }
)
"""What is done with each kind of finding, profile by profile."""

_ANYBODYS = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com live.com icloud.com me.com yahoo.com proton.me protonmail.com
    gmx.de gmx.net web.de fastmail.com users.noreply.github.com github.com gitlab.com
    """.split()  # noqa: SIM905 - a list of words, not of quotes
)
"""Where anybody can have an address: such a domain says nothing about a company."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What one reader may read: made once, followed for every text.

    Attributes:
        profile: of the reader.
        handlings: what is done with each kind of finding.
        names: the dictionary, and the undecided names, as this reader's profile treats them.
        private: entries that nothing in the text may rest on.
        private_words: runs of words out of private texts.
        mine: my own addresses, which stay.
        domains: those of my company's addresses.
    """

    profile: Profile
    handlings: Mapping[Sensitive, Handling]
    names: Names
    private: frozenset[EntryId]
    private_words: frozenset[tuple[str, ...]]
    mine: frozenset[str]
    domains: frozenset[str]


def policy_for(record: Record, profile: Profile, reader: str = "", *, evidence: Iterable[Evidence] = ()) -> Policy:
    """Return what is done with what in a text for `profile`, read by `reader` (a person's name, or "").

    Args:
        record: what the person said and decided; its dictionary counts.
        profile: for whom the text is.
        reader: who reads it: what they are known to know, their own name and words stay.
        evidence: what sources observed, as far as it may stand behind the text: its people and its private marks.
    """
    seen, handlings = tuple(evidence), PROFILES[profile]
    known = [Known(one.name, one.of, _decided(one, profile, reader), one.instead, one.forms) for one in record.of(Name)]
    for one in undecided(record, met(record, seen)):
        mine = Handling.KEEP if reader and same_person(one.name.name, reader) else handlings[Sensitive.UNDECIDED]
        known.append(Known(one.name.name, one.name.of, mine, others=one.logins, decided=False))
    known = strictest(known)
    own = [one for one in record.of(Identity) if one.mine]
    known += [Known(one.name, Sensitive.COLLEAGUE, Handling.KEEP) for one in own if one.name]
    private = private_entries(record, seen, profile, reader)
    return Policy(
        profile=profile,
        handlings=handlings,
        names=names(known),
        private=private,
        private_words=private_words(record, seen, private),
        mine=frozenset(one.address for one in own),
        domains=frozenset(one.address.rpartition("@")[2] for one in own if "@" in one.address) - _ANYBODYS,
    )


def _decided(name: Name, profile: Profile, reader: str) -> Handling:
    """Return what is done with a name that was decided on: those who know it read it, a stop is one everywhere else."""
    may_know = {profile.casefold(), *((reader,) if reader else ())}
    knows = any(same_person(one, other) for one in (name.name, *name.known_to) for other in may_know)
    if knows or name.handling is Handling.KEEP:
        return Handling.KEEP
    stops = name.handling is Handling.STOP and profile is not Profile.MODEL
    return Handling.STOP if stops else PROFILES[profile][name.of]
