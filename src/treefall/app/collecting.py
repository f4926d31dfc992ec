"""Collecting: whose work it is, what is read, and what of it is written, place by place."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ..display import display
from ..errors import NotFound, SettingsError, SourceError
from ..model import ALWAYS, Batch, Entry, EntryId, Evidence, Identity, Part, Record, Rejected, Role, entry_id
from ..ports import Source
from ..settings import NAME, remember_places
from ..value.identity import People, Person, merged, normal_address, proposals
from .book import Book
from .cache import keep, kept
from .keeping import withdrawal
from .plugins import plugin
from .reading import read_all
from .spool import taken
from .visits import Visiting, remember, visits

_PEOPLE = "people.json"
_MOST_SHOWN = 3
_HANDS = 2  # repositories that are looked at side by side


@dataclass(frozen=True, slots=True)
class Progress:
    """Who is told how reading goes.

    Attributes:
        looked: called with each place that is new, how many commits there are mine, of how many, and who git says makes
            them there (an address; "" where it does not say, or where that is me).
        found: called with the places that will be read.
        read: called with a place and how many pieces of evidence it has yielded so far.
        done: called with a place once all of it was read, or none of it can be.
        durable: called with the ids of evidence that nothing can take away any more.
    """

    looked: Callable[[str, int, int, str], None] = lambda _place, _mine, _all, _address: None
    found: Callable[[Sequence[str]], None] = lambda _places: None
    read: Callable[[str, int], None] = lambda _place, _count: None
    done: Callable[[str], None] = lambda _place: None
    durable: Callable[[Sequence[EntryId]], None] = lambda _ids: None


@dataclass(frozen=True, slots=True)
class Collected:
    """How reading went.

    Attributes:
        new: how many pieces of evidence the ledger did not know.
        rejected: records and whole places that could not be read, with the reason.
        places: what was read.
    """

    new: int
    rejected: tuple[Rejected, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place that work is read from: its source, where it is, and whether it was read to its end before."""

    source: str
    where: str
    read: bool


def collect(
    book: Book, folders: Sequence[Path], me: Sequence[str], since: datetime | None, progress: Progress
) -> Collected:
    """Read every configured place and what is in `folders`; see `App.collect`."""
    sections = _sections(book, [str(path) for folder in folders for path in repositories_in(folder)])
    cursors = book.ledger.cursors()
    if me and "git" not in sections:  # nobody's commits are looked at, so that no address can be a typing mistake
        book.add(lambda _record: [identity(address, mine=True) for address in me if normal_address(address)])
    whose = _whose(book, sections.get("git", {}).get("repositories", ()), me, cursors, progress)
    if since:
        sections = {name: {**section, "since": since} for name, section in sections.items()}
    sources = [
        source
        for name, section in sections.items()
        for source in plugin("sources", name)(section, tuple(sorted(whose.mine)), book.world)
    ]
    first = {f"git:{folder}" for folder in taken(book.settings.home).folders}
    sources.sort(key=lambda source: source.place not in first)
    progress.found([source.place for source in sources])
    reading = _Reading(book, whose, progress, Visiting(visits(book.settings.home, cursors), cursors))
    for source, found in read_all(sources, cursors, book.world, book.executor):
        reading.take(source, found)
    remember(book.settings.home, reading.visiting.result())
    collected = reading.result(me)
    remember_repositories(book, [place for place in reading.sound if reading.counts.get(place) or place in cursors])
    return collected


def remember_repositories(book: Book, places: Iterable[str]) -> None:
    """Let those of `places` that are repositories be read from now on; the settings name each once."""
    paths = [place.removeprefix("git:") for place in sorted(places) if place.startswith("git:")]
    known = {_place(path) for path in _configured(book)}
    new = tuple(path for path in paths if f"git:{path}" not in known)
    if new:
        remember_places(book.settings.home, "git", "repositories", new)


def _place(path: str) -> str:
    return f"git:{Path(path).expanduser().resolve()}"


@dataclass
class _Whose:
    """Who I am in this collection: `mine` is read for; `pending` is written once something of an address is found."""

    mine: set[str]
    pending: dict[str, tuple[Entry, ...]]
    people: People


@dataclass
class _Reading:
    """What has come so far; `take` writes each batch with its cursor in one transaction."""

    book: Book
    whose: _Whose
    progress: Progress
    visiting: Visiting
    new: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[SourceError] = field(default_factory=list)
    sound: set[str] = field(default_factory=set)

    def take(self, source: Source, found: Batch | SourceError | None) -> None:
        if isinstance(found, Batch):
            self._write(source.place, found)
            self.visiting.take(source, found)
            return
        why = "" if found is None else f"{found} {found.hint}".strip()
        self.visiting.end(source, self.book.world.now(), why)
        if found is None:
            self.sound.add(source.place)
        else:
            name, _, where = source.place.partition(":")
            self.failed.append(found)
            self.rejected.append(Rejected(name, where, why))
        self.progress.done(source.place)

    def _write(self, place: str, batch: Batch) -> None:
        evidence = {entry.id for entry in batch.entries if isinstance(entry, Evidence)}
        entries = [*self._found_identities(batch), *batch.entries]
        added = self.book.ledger.append(entries, cursor=(place, batch.cursor) if batch.cursor else None)
        new = [id_ for id_ in added if id_ in evidence]
        self.progress.durable(new)
        self.new += len(new)
        self.sound.add(place)
        self.counts[place] = self.counts.get(place, 0) + len(evidence)
        self.rejected += batch.rejected
        self.progress.read(place, self.counts[place])

    def _found_identities(self, batch: Batch) -> Iterator[Entry]:
        if not self.whose.pending:
            return
        for entry in batch.entries:
            for role in entry.roles if isinstance(entry, Evidence) else ():
                yield from self.whose.pending.pop(normal_address(role.address), ())

    def result(self, me: Sequence[str]) -> Collected:
        if self.failed and not self.sound:
            raise self.failed[0]
        connected = any(not place.startswith("git:") for place in self.sound)
        found = any(self.counts.values()) or connected or bool(_configured(self.book)) or self._knows_any()
        if self.rejected and not found:
            raise SourceError(f"{self.rejected[0].where}: {self.rejected[0].why}.", hint="Name another by --repo.")
        unknown = [address for address in map(normal_address, me) if address in self.whose.pending]
        if unknown or not found:
            raise NotFound(
                f"Nothing that was read is by {' or '.join(unknown or sorted(self.whose.mine))}.",
                hint=f"Say who you are: --me ADDRESS. {_frequent(self.whose.people)}".strip(),
            )
        return Collected(self.new, tuple(self.rejected), tuple(sorted(self.sound)))

    def _knows_any(self) -> bool:
        """Say whether the ledger holds anything of any place: where nothing is new, what is known may be all."""
        known = self.book.ledger.entries(Evidence)
        return any(isinstance(entry, Evidence) and entry.source != "note" for entry in known)


def repositories_in(folder: Path) -> list[Path]:
    """Return the repository that holds `folder`, else those below it.

    Raises:
        SourceError: there is none.
    """
    from ..sources.git import find  # noqa: PLC0415 - only where folders are looked through

    real = folder.expanduser().resolve()
    if not real.is_dir():
        raise SourceError(f"There is no folder {folder}.", hint="Name one by --repo.")
    for above in (real, *real.parents):
        if (above / ".git").exists():
            return [above]
    found = list(find([real]))
    if not found:
        raise SourceError(f"There is no git repository in {folder}.", hint="Go into one, or name one by --repo.")
    return found


def _configured(book: Book) -> list[str]:
    """Return the repositories that the settings name.

    Raises:
        SettingsError: they are not named as a list of texts.
    """
    said = book.settings.sections.get("git", {}).get("repositories", [])
    if not isinstance(said, list) or not all(isinstance(path, str) for path in said):
        raise SettingsError(
            f"{NAME}: git.repositories must be a list of folders.", hint='Write it so: repositories = ["~/src/shop"]'
        )
    return said


def _sections(book: Book, repositories: list[str]) -> dict[str, dict[str, Any]]:
    sections = {name: dict(section) for name, section in book.settings.sections.items()}
    if repositories:
        git = sections.setdefault("git", {})
        said = _configured(book)
        git["repositories"] = [*said, *(path for path in dict.fromkeys(repositories) if path not in said)]
    if not any(sections.values()) and (begun := _begun(book.ledger.cursors())):
        sections["git"] = {"repositories": begun}
    if not any(sections.values()):
        raise SourceError("Nothing to read is configured.", hint="Name a repository: treefall collect --repo PATH")
    return sections


def _whose(
    book: Book, repositories: Sequence[str], me: Sequence[str], cursors: Mapping[str, str], progress: Progress
) -> _Whose:
    if not all(map(normal_address, me)):
        raise NotFound("An empty address is nobody's.", hint="Say who you are: --me ADDRESS")
    said, given = book.said(), {*map(normal_address, me)}
    decided = {**said.identities, **dict.fromkeys(given, True)}  # who says it now has changed their mind
    mine = {address for address, is_mine in decided.items() if is_mine}
    each = _people(book, [path for path in repositories if me or not mine or _place(path) not in cursors])
    people = merged(each.values())
    wanted = mine or {normal_address(address) for _, address in filter(None, [people.configured])}
    if not wanted:
        raise NotFound(
            "Git does not know who you are: user.email is not set.",
            hint=f"Say who you are: --me ADDRESS. {_frequent(people)}".strip(),
        )
    proposal = proposals(people, wanted)
    if people.seen:
        usual = [*me, *(address for _, address in (*filter(None, [people.configured]), *proposal.mine))]
        shown = {
            "mine": [*map(normal_address, usual)],
            "maybe": proposal.maybe,
            "not_mine": proposal.not_mine[:_MOST_SHOWN],
        }
        keep(book.settings.home, _PEOPLE, json.dumps(shown).encode())
    names = {normal_address(address): name for name, address in reversed(proposal.mine)}
    addresses = {address for address in {*proposal.addresses, *wanted} if decided.get(address, True)}
    if not addresses:
        raise NotFound(
            f"You said that {' and '.join(sorted(wanted))} is not you, and nobody else is proposed.",
            hint=f"Say who you are: --me ADDRESS. {_frequent(people)}".strip(),
        )
    for place, found in each.items():
        if place not in cursors and len(each) > 1:  # of a single one, the screen that follows says it all
            _, address = found.configured or ("", "")
            others = "" if normal_address(address) in addresses else address
            progress.looked(place, _commits(found, addresses), sum(found.seen.values()), others)
    known = {address for address, is_mine in said.identities.items() if is_mine}
    new = [identity(address, names.get(address, ""), mine=True) for address in sorted(addresses - known)]
    return _Whose(addresses, {one.address: (one, *_counting_again(one, said)) for one in new}, people)


def _counting_again(one: Identity, said: Record) -> tuple[Entry, ...]:
    """Return what lets `one` count again where it had been withdrawn."""
    return (withdrawal(one.id, ALWAYS, holds=False),) if one.id in said.withdrawn else ()


def _begun(cursors: Mapping[str, str]) -> list[str]:
    """Return the repositories whose reading was broken off before they could be remembered."""
    return [place.removeprefix("git:") for place in cursors if place.startswith("git:")]


def identity(address: str, name: str = "", *, mine: bool) -> Identity:
    """Return the decision that `address` is mine, or is not; the same on every machine and at any time."""
    normal = normal_address(address)
    return Identity(id=entry_id("identity", normal), at=ALWAYS, address=normal, name=name, mine=mine)


def _people(book: Book, paths: Sequence[str]) -> dict[str, People]:
    """Return who made the history of each of `paths`, by place; those that cannot be read are left out."""
    from ..sources.git import people  # noqa: PLC0415 - only where a place is new

    def seen(path: str) -> People | None:
        with suppress(SourceError):  # reading it says why, once
            return people(Path(path).expanduser(), book.world)
        return None

    if not paths:
        return {}
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    with ThreadPoolExecutor(_HANDS) as pool:
        return {_place(path): found for path, found in zip(paths, pool.map(seen, paths), strict=True) if found}


def _commits(people: People, addresses: set[str]) -> int:
    return sum(count for (_, address), count in people.seen.items() if normal_address(address) in addresses)


def _frequent(people: People) -> str:
    from ..value.attribute import is_bot  # noqa: PLC0415 - only where nobody is known

    ranked = sorted(people.seen, key=lambda person: -people.seen[person])
    humans = [one for one in ranked if not is_bot(Role(part=Part.AUTHOR, name=one[0], address=one[1]))]
    addresses = {normal_address(address): (name, address) for name, address in reversed(humans)}  # each once
    ordered = sorted(addresses.values(), key=humans.index)
    names = [display(f"{name} <{address}>", 120) for name, address in ordered[:_MOST_SHOWN]]
    return f"Its most frequent authors: {', '.join(names)}." if names else ""


def usual_addresses(home: Path) -> tuple[str, ...]:
    """Return my addresses in the order of their use, as it was when places were last read for the first time."""
    return tuple(_people_shown(home).get("mine", ()))


def perhaps_me(home: Path) -> tuple[Person, ...]:
    """Return who bears my full name alone, or is what a mail map makes of me: for the person to confirm or reject."""
    return tuple((name, address) for name, address in _people_shown(home).get("maybe", ()))


def look_alikes(home: Path) -> tuple[str, ...]:
    """Return who could be taken for me and is not, as it was when places were last read for the first time."""
    return tuple(display(f"{name} <{address}>", 80) for name, address in _people_shown(home).get("not_mine", ()))


def _people_shown(home: Path) -> dict[str, Any]:
    with suppress(ValueError):
        found: dict[str, Any] = json.loads(kept(home, _PEOPLE))
        return found
    return {}


def places(book: Book) -> tuple[Place, ...]:
    """Return every place that was read, and the configured ones that were not."""
    cursors = book.ledger.cursors()
    configured = [*map(_place, _configured(book)), *_connected(book)]
    found = []
    for place in dict.fromkeys([*configured, *cursors]):
        name, _, where = place.partition(":")
        found.append(Place(name, where, place in cursors))
    return tuple(found)


def _connected(book: Book) -> Iterator[str]:
    """Yield the places besides repositories that the settings name."""
    mine = tuple(sorted(address for address, is_mine in book.said().identities.items() if is_mine))
    for name, section in book.settings.sections.items():
        if name != "git":
            yield from (source.place for source in plugin("sources", name)(section, mine, book.world))
