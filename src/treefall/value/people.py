"""Who is who: the people who listen, found by the names that they are called, and who reports to whom.

People are known by name, as the person calls them; nothing else is needed, and nothing is looked up anywhere.
"""

import shlex
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher, get_close_matches

from ..model import (
    Asked,
    Expectation,
    Feedback,
    Found,
    Guess,
    Identity,
    Listens,
    Person,
    Priority,
    Record,
    Telling,
    Term,
    Testimonial,
    entry_id,
)

_ORDER = tuple(Listens)
_ALIKE = 0.75  # of letters in common, from which a name may be a slip of the pen
_MOST_ALIKE = 3
_SHORT_NAME = 5  # letters: up to here two that begin alike are easily taken for each other
_MYSELF = frozenset({"i", "me", "myself", "self"})
_SHORTEST_PART = 2  # letters by which somebody is called


def key(name: str) -> str:
    """Return the one form in which two names are compared: capitals, spacing and ways of writing a letter are one."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def same_person(one: str, other: str) -> bool:
    """Say whether two names mean one person to whoever wrote them."""
    return key(one) == key(other)


def everybody(record: Record) -> tuple[Person, ...]:
    """Return who listens: bosses first, and those who left last; of equals by name.

    Somebody to whom something was told, or who said something, listens too: their card is bare.
    """
    cards = _cards(record)
    heard = {key(name): name for name in _voices(record)}
    bare = (_bare(record, name) for one, name in heard.items() if one not in cards)
    return tuple(sorted((*cards.values(), *bare), key=_rank))


def card(record: Record, name: str) -> Person:
    """Return what is known about `name`; a bare card where nothing was recorded."""
    return _cards(record).get(key(name)) or _bare(record, name)


def own_card(record: Record, name: str) -> Person:
    """Return the card of `name` as it can be written: where there is none yet, a new one, with an id of its own.

    The id does not come from the name alone, so that somebody who was forgotten can come back.
    """
    one = card(record, name)
    written = any(other.id == one.id for other in record.of(Person))
    return one if written else replace(one, id=entry_id("person", key(name), record.now.isoformat()), at=record.now)


def following(new: Person, old: Person) -> Person:
    """Return the card of `new` in the place of `old`: the same role, and the same boss where none is known."""
    return replace(new, listens=old.listens, reports_to=new.reports_to or old.reports_to, follows=old.name)


def boss(record: Record) -> Person | None:
    """Return who is my boss now: of several, the one who came last."""
    bosses = [one for one in _cards(record).values() if one.listens is Listens.BOSS and listens_now(one, record.now)]
    return max(bosses, key=lambda one: one.at, default=None)


def listens_now(person: Person, now: datetime) -> bool:
    """Say whether `person` still listens at `now`."""
    return person.left is None or person.left > now


def chain(record: Record, name: str) -> tuple[Person, ...]:
    """Return the boss of `name`, that one's boss, and so on; nobody twice."""
    found: dict[str, Person] = {}
    one = card(record, name)
    while one.reports_to and key(one.reports_to) not in {key(name), *found}:
        one = card(record, one.reports_to)
        found[key(one.name)] = one
    return tuple(found.values())


def heir(record: Record, name: str) -> str:
    """Return who took the place of `name`, or of that one, and listens now; `name` itself where nobody did."""
    passed = {key(name)}
    while not listens_now(card(record, name), record.now):
        later = next((one.name for one in everybody(record) if same_person(one.follows, name)), "")
        if not later or key(later) in passed:
            break
        passed.add(key(later))
        name = later
    return name


def is_me(record: Record, name: str) -> bool:
    """Say whether `name` is the person's own: a pronoun, or a name or an address of theirs."""
    own = (said for one in record.of(Identity) if one.mine for said in (one.name, one.address) if said)
    return key(name) in {*_MYSELF, *map(key, own)}


def means_me(record: Record, name: str) -> bool:
    """Say whether `name` can only be the person's own: one of theirs, or a part of it that nobody else is called by."""
    if is_me(record, name) or found(record, name).name:
        return is_me(record, name)
    return any(_is_part(key(name), key(one.name)) for one in record.of(Identity) if one.mine and one.name)


def pasted(name: str) -> str:
    """Return `name` as it stands in a command that is pasted into a shell."""
    return shlex.quote(name)


def found(record: Record, name: str) -> Found:
    """Return whom `name` means: somebody of exactly that name, or the only one of whose name it is a part.

    A name that only looks like a known one is not taken for it: it comes back as a suggestion.
    """
    known = {key(one): one for one in (*_voices(record), *_named_beside(record))}
    known |= {one: person.name for one, person in _cards(record).items()}
    wanted = key(name)
    if wanted in known:
        return Found(known[wanted])
    parts = [one for one in known if _is_part(wanted, one)]
    if len(parts) == 1:
        return Found(known[parts[0]])
    if parts:
        return Found("", tuple(sorted(known[one] for one in parts)), ambiguous=True)
    longer = [one for one in known if _is_part(one, wanted)]
    near = get_close_matches(wanted, sorted(known), _MOST_ALIKE, _ALIKE)
    slips = [one for one in sorted(known) if any(_is_slip(wanted, word) for word in one.split())]
    return Found("", tuple(known[one] for one in dict.fromkeys((*longer, *near, *slips[:_MOST_ALIKE]))))


def _cards(record: Record) -> dict[str, Person]:
    """Return the newest card of each name, and who the boss of the boss is where only that was said."""
    cards = {key(one.name): one for one in record.of(Person)}
    for one in tuple(cards.values()):
        above = key(one.reports_to)
        if one.listens is Listens.BOSS and above and above not in cards and listens_now(one, record.now):
            cards[above] = _bare(record, one.reports_to, Listens.BOSS_OF_BOSS)
    return cards


def _bare(record: Record, name: str, listens: Listens = Listens.OTHER) -> Person:
    return Person(id=entry_id("person", key(name) or name), at=record.now, name=name, listens=listens)


def _voices(record: Record) -> Iterator[str]:
    """Yield whom I told something, asked something, or who said something, oldest first of each sort."""
    yield from (telling.to for telling in record.of(Telling))
    yield from (priority.person for priority in record.of(Priority))
    yield from (term.person for term in record.of(Term))
    yield from (expected.person for expected in record.of(Expectation))
    yield from (feedback.person for feedback in record.of(Feedback))
    yield from (guess.person for guess in record.of(Guess))
    yield from (asked.person for asked in record.of(Asked) if asked.person)


def _named_beside(record: Record) -> Iterator[str]:
    """Yield who is named, and does not listen for that."""
    yield from (said.person for said in record.of(Testimonial))
    yield from (item.confirmer for item in record.of(Feedback) if item.confirmer)
    for one in record.of(Person):
        yield from filter(None, (one.reports_to, one.follows))


def _is_slip(name: str, known: str) -> bool:
    """Say whether a short `name` may be `known`, written in haste: "mai" for "maya", "leana" for "lena"."""
    if SequenceMatcher(None, name, known).ratio() >= _ALIKE:
        return True
    short = max(len(name), len(known)) <= _SHORT_NAME
    return short and name[:2] == known[:2] and abs(len(name) - len(known)) <= 1


def _is_part(part: str, whole: str) -> bool:
    """Say whether every word of `part` begins a word of `whole`, in their order: "maya", "maya lo"."""
    words = iter(whole.split())
    return len(part) >= _SHORTEST_PART and all(any(word.startswith(one) for word in words) for one in part.split())


def _rank(person: Person) -> tuple[bool, int, str]:
    return person.left is not None, _ORDER.index(person.listens), key(person.name)
