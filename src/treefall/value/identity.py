"""Who is me: exact addresses, never a part of one, and never a name alone.

What a person's addresses are is theirs to confirm. `proposals` says which of the people seen in a history are the
person for certain, who may be (to be asked), and who only looks like it: those that a careless search would credit.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import TypeAlias

Person: TypeAlias = tuple[str, str]
"""A name and an address, as written in a source."""

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # only ASCII, so that no look-alike letter folds into another
_NUMBERED = re.compile(r"\d+\+(?=[^@]+@users\.noreply\.github\.com\Z)")
_FULL_NAME = 2  # words; one word alone ("root", "Ed") names nobody
_MOST = 5  # look-alikes that are told
_SHORTEST_LOGIN, _SHORTEST_WORD = 2, 3  # letters by which somebody would search
_RARE = 4  # names that bear a word, mine among them; what more people are called nobody searches by
_EVERYBODYS = frozenset(
    {"admin", "contact", "dev", "email", "git", "github", "hello", "hi", "info", "mail", "me", "root"}
)
"""Logins that say where mail goes, not whose it is."""


@lru_cache(maxsize=1 << 12)
def normal_address(text: str) -> str:
    """Return an e-mail address or login in the one form in which two of them are compared.

    White space and angle brackets around it go, ASCII letters become small, and GitHub's two forms of a private
    address ("123+login@users.noreply.github.com") become the one without the number.
    """
    bare = text.strip().strip("<>").strip()
    small = bare.lower() if bare.isascii() else bare.translate(_LOWER)
    return _NUMBERED.sub("", small) if "+" in small else small


@dataclass(frozen=True, slots=True)
class People:
    """The people of a history.

    Attributes:
        configured: who the repository says makes commits here, or None.
        seen: how many commits each person authored, as written there, >= 1.
        mapped: whom the history's own mail map takes somebody for; only those that it changes.
    """

    configured: Person | None = None
    seen: Mapping[Person, int] = field(default_factory=dict)
    mapped: Mapping[Person, Person] = field(default_factory=dict)


def merged(several: Iterable[People]) -> People:
    """Return the people of several histories as those of one; the first that is configured counts."""
    configured: Person | None = None
    seen: Counter[Person] = Counter()
    mapped: dict[Person, Person] = {}
    for people in several:
        configured = configured or people.configured
        seen.update(people.seen)
        mapped.update(people.mapped)
    return People(configured, dict(seen), mapped)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is me, who may be, and who is not; each the most frequent first.

    Attributes:
        wanted: the addresses asked for, normalised.
        mine: people with exactly one of these addresses, or whom the history's mail map takes for one of them.
        maybe: to be confirmed, not credited: other addresses under my full name, or under my login and one-word name,
            or that my address is mapped to.
        not_mine: at most five people whom a careless search for me would have found: my login is a part of theirs, or
            they bear a word of my name that few people of the history bear.
    """

    wanted: tuple[str, ...]
    mine: tuple[Person, ...]
    maybe: tuple[Person, ...]
    not_mine: tuple[Person, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return every address that is mine for certain, normalised, sorted, each once."""
        return tuple(sorted({*self.wanted, *(normal_address(address) for _, address in self.mine)} - {""}))


def proposals(people: People, wanted: Iterable[str]) -> Proposal:
    """Return who of `people` is the one with the addresses `wanted`.

    A mail map is written by others: a line of it only ever adds an address to those that are mine, and only where it
    maps to one that is; it never takes one away.
    """
    asked = {normal_address(address) for address in wanted} - {""}
    ranked = sorted(people.seen, key=lambda person: (-people.seen[person], person))
    mine = [person for person in ranked if _address(person) in asked or _mapped(people, person) in asked]
    addresses = asked | {_address(person) for person in mine}
    names = {_name(person) for person in mine}
    targets = {_mapped(people, person) for person in mine} - addresses
    maybe, not_mine, careless = [], [], _Search(people, mine, addresses)
    for person in ranked:
        if _address(person) in addresses:
            continue
        if _address(person) in targets or (person not in people.mapped and _may_be(person, names, addresses)):
            maybe.append(person)
        elif careless.finds(person):
            not_mine.append(person)
    return Proposal(tuple(sorted(asked)), tuple(mine), tuple(maybe), tuple(not_mine[:_MOST]))


def _address(person: Person) -> str:
    return normal_address(person[1])


def _mapped(people: People, person: Person) -> str:
    return _address(people.mapped.get(person, person))


def _name(person: Person) -> str:
    return " ".join(person[0].casefold().split())


def _may_be(person: Person, names: set[str], addresses: set[str]) -> bool:
    """Say whether a person bears a full name of mine, or one word and a login that are both mine."""
    name, login = _name(person), _login(_address(person))
    same_login = login not in _EVERYBODYS and login in map(_login, addresses)
    return name in names and (len(name.split()) >= _FULL_NAME or (bool(login) and same_login))


class _Search:
    """What a careless search for somebody would look for: the beginning of an address, a word of the name."""

    def __init__(self, people: People, mine: Sequence[Person], addresses: set[str]) -> None:
        borne = Counter(word for person in {_name(person) for person in people.seen} for word in set(person.split()))
        self._logins = {_login(address) for address in addresses} - _EVERYBODYS
        self._words = {
            word
            for person in mine
            for word in _name(person).split()
            if len(word) >= _SHORTEST_WORD and borne[word] <= _RARE
        }

    def finds(self, person: Person) -> bool:
        address = _address(person)
        return any(len(login) >= _SHORTEST_LOGIN and login in _login(address) for login in self._logins) or bool(
            self._words.intersection(_name(person).split())
        )


def _login(address: str) -> str:
    return address.partition("@")[0]
