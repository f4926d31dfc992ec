"""What outright says that changes belong together, or that one undoes another.

Two strengths: the *very same* change under several names (picked, rebased, squashed), and changes that are *linked*
(one pull request, one issue that both close, one ticket, work that was undone and brought back).
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ..model import EntryId, Evidence, Kind, Part, Tie

Key: TypeAlias = tuple[str, ...]

_PULL = re.compile(
    r"\(#(\d+)\)|^(?:Merged? )?(?:PR|pull request) #?(\d+)\b|\bback-?port(?:s|ed)?(?: of)?(?: PR)? #(\d+)",
    re.IGNORECASE,
)
_PULL_WORDS = ("PR ", "Pull request ", "Merged PR ", "Merged pull request ")
_MERGE_REQUEST = re.compile(r"^See merge request \S*?!(\d+)", re.MULTILINE)
_TO_CLOSE = r"\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?):?\s+"
_CLOSES = re.compile(rf"{_TO_CLOSE}((?:(?:,|and|&|\s)*(?:GH-|#)\d+)+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:#|\bGH-)(\d+)")
_SUPERSEDES = re.compile(
    r"\b(?:supersed(?:es|ing|ed by)|replaces|takes over|continues):? (?:PR |pull request )?#(\d+)", re.IGNORECASE
)
_CLOSING, _SUPERSEDING = ("fix", "close", "resolve"), ("supersed", "replaces", "takes over", "continues")
_NAME = r"[A-Z][A-Z0-9_]{1,9}-[1-9]\d{0,6}"  # of a ticket
_TICKET = re.compile(rf"(?<![\w/-])({_NAME})(?![\w-])")
_KNOWN_TICKET = re.compile(rf"(?<![^\W_]){_NAME}(?![^\W_])", re.IGNORECASE)
_CLOSES_TICKET = re.compile(rf"{_TO_CLOSE}({_NAME}\b(?:(?:,|and|&|\s)+{_NAME}\b)*)", re.IGNORECASE)
NO_TICKET = frozenset(
    "AES ANSI BIP CVE CWE EIP GH HTTP IEC IEEE ISO JEP KEP NEP PEP PR RFC RSA SHA SHA3 TLS UTF WCAG".split()  # noqa: SIM905 - shorter
)
"""What stands before a dash and a number and is no ticket: standards, sizes."""

_CHANGE_ID = re.compile(r"^Change-Id: (I[0-9a-f]{8,40})\s*$", re.MULTILINE)
_PICKED = re.compile(r"^\(cherry[- ]picked from commit ([0-9a-f]{7,64})\)?", re.MULTILINE)

_UNDOES = re.compile(r"^This reverts commits? ([0-9a-f]{7,64})", re.MULTILINE)
_SINCE = re.compile(r"\breversing\s+changes made to ([0-9a-f]{7,64})")
_UNDOES_PULL = re.compile(r"^(?:This r|R)everts (?:merge request |pull request )?[\w./-]*[#!](\d+)", re.MULTILINE)
_REVERT = re.compile(
    r"^(?:[\w/ ,-]{1,20}: ?)?(?:revert(?:s|ed|ing)?:? (?:(?:PR|commit|pull request) )?|back(?:s|ed|ing)?[ -]?out )"
    r"(?:[\"“'](?P<subject>.+)[\"”']|#(?P<pull>\d+)|(?P<sha>[0-9a-f]{7,64})\b)"
    r"|^revert(?:\([^)]*\))?!?: ?(?P<said>.+)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"^(?:re-?appl(?:y|ied)|re-?land(?:ed)?)\b[: ]*[\"“']?(?P<subject>.+?)[\"”']?$", re.IGNORECASE)
_NO_NUMBER: frozenset[str] = frozenset()
_FLAT: Mapping[EntryId, int] = MappingProxyType({})
_HERE: Mapping[str, str] = MappingProxyType({})
_NUMBERS_AT_END = re.compile(r"(?:\s*\(#\d+\))+$")

PULL_REQUEST = "pull request"
"""Why a forge ties its pull request to its commits: one piece of work, and as many changes as there are commits."""


def places(evidence: Iterable[Evidence], ties: Iterable[Tie]) -> Mapping[str, str]:
    """Return, of a repository's origin, the forge's origin that numbers its issues and pull requests.

    That is learned from pull requests that forge and repository both know; of several forges the one with most.
    """
    bound = [tie.evidence for tie in ties if tie.why == PULL_REQUEST]
    if not bound:
        return _HERE
    origins = {one.id: (one.origin, one.source) for one in evidence}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for names in bound:
        known = [origins[name] for name in names if name in origins]
        for origin in {origin for origin, source in known if source == "git"}:
            votes[origin].update(other for other, source in known if source != "git")
    return {origin: max(found, key=lambda one: (found[one], one)) for origin, found in votes.items() if found}


def has_branches(evidence: Evidence) -> bool:
    """Say whether `evidence` is a change whose source says what becomes of it; all else has happened, and is done."""
    return evidence.source == "git" or (evidence.kind is Kind.CHANGE and "pull" in evidence.facts)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of issues and pull requests that `text` names."""
    return frozenset(_NUMBER.findall(text)) if "#" in text or "GH-" in text else _NO_NUMBER


def pulls(evidence: Evidence, *, titled: bool = True) -> frozenset[str]:
    """Return the numbers of the pull requests that `evidence` says it came from, by its title only where `titled`."""
    title, body, facts = evidence.title, evidence.body, evidence.facts
    found = _pulls_in(title) if titled and ("#" in title or title.startswith(_PULL_WORDS)) else _NO_NUMBER
    if "See merge request" in body:
        found = found.union(_MERGE_REQUEST.findall(body))
    return found | {str(facts["pull"])} if facts and facts.get("pull") else found


@lru_cache(maxsize=1 << 16)
def _pulls_in(title: str) -> frozenset[str]:
    return frozenset([number for match in _PULL.findall(title) for number in match if number])


class Undoing(NamedTuple):
    """What a change says that it takes back; what is said first counts.

    Attributes:
        shas: names of commits, maybe short.
        parent: of a merge that it takes back, the side that stays, or "" where it does not say.
        pull: number of a pull request, or "".
        subject: of the change, or "".
    """

    shas: tuple[str, ...] = ()
    parent: str = ""
    pull: str = ""
    subject: str = ""


def undoing(title: str, body: str) -> Undoing | None:
    """Return what a change of these words takes back, or None where it takes nothing back."""
    shas = tuple(_UNDOES.findall(body)) if "This reverts" in body else ()
    low = title.lower()
    said = _REVERT.match(title) if "revert" in low or "back" in low else None  # looking closer costs more
    if said is None:
        return Undoing(shas, _parent(body)) if shas else None
    pull = said["pull"] or next(iter(_UNDOES_PULL.findall(body) if "everts" in body else ()), "")
    shas += (said["sha"],) if said["sha"] else ()
    return Undoing(shas, _parent(body), pull, (said["subject"] or said["said"] or "").strip())


def _parent(body: str) -> str:
    since = _SINCE.search(body) if "reversing" in body else None
    return since[1] if since else ""


def is_undoing(evidence: Evidence) -> bool:
    """Say whether `evidence` only takes back what another change did, or takes such a taking back."""
    return undoing(evidence.title, evidence.body) is not None


def same_change(evidence: Evidence) -> list[Key]:
    """Return keys that only the very same change bears: its author, date and words; its Change-Id."""
    authors = [role.address for role in evidence.roles if role.part is Part.AUTHOR][:1]
    known = bool(evidence.title and authors and authors[0])
    found: list[Key] = [("authored", evidence.source, *authors, evidence.at.isoformat(), evidence.title)] * known
    if "Change-Id" in evidence.body:
        found += [("change", change) for change in _CHANGE_ID.findall(evidence.body)]
    return found


def picked_from(evidence: Evidence) -> tuple[str, ...]:
    """Return the shas, maybe short, that `evidence` says it was picked from."""
    return tuple(_PICKED.findall(evidence.body)) if "(cherry" in evidence.body else ()


def ticket(evidence: Evidence) -> str:
    """Return what a tracker calls the issue that `evidence` is, "PAY-390"; "" where it is none."""
    return evidence.native if "issue" in evidence.facts and _TICKET.fullmatch(evidence.native) else ""


def linked(evidence: Evidence, names: "Names") -> list[Key]:
    """Return keys that changes of one piece of work share: pull request, issues that it closes, tickets.

    Of the issues that a tracker knows a change is one with those that its title, however it is written, or its branch
    names, and with those that it says it closes. An issue itself only bears its own.
    """
    if own := ticket(evidence):
        return [("ticket", own)]
    title, body, place, tickets = evidence.title, evidence.body, names.place(evidence), names.tickets
    found: list[Key] = [("pull", place, number) for number in names.pulls(evidence)]
    for text in (title, body):
        if "#" in text or "GH-" in text:
            low = text.lower()  # looking for a word costs less than for what it says
            if any(map(low.__contains__, _SUPERSEDING)):
                found += [("pull", place, number) for number in _SUPERSEDES.findall(text)]
            if any(map(low.__contains__, _CLOSING)):
                found += [("issue", place, one) for said in _CLOSES.findall(text) for one in _NUMBER.findall(said)]
    if evidence.facts:
        told = f"{evidence.facts.get('closes', '')} {evidence.facts.get('issue', '')}"
        found += [("issue", place, number) for number in told.split() if number.isdecimal()]
    if "-" in title:
        said = [name for name in _TICKET.findall(title) if name.partition("-")[0] not in NO_TICKET]
        found += [("ticket", name) for name in said]
    if tickets:
        found += [("ticket", name) for name in sorted(_named(evidence) & tickets)]
    return found


def _named(evidence: Evidence) -> frozenset[str]:
    """Return what may be names of issues: in a title or branch, and in the words that say what is closed."""
    closed = _CLOSES_TICKET.findall(evidence.body) if "-" in evidence.body else ()
    said = " ".join((evidence.title, str(evidence.facts.get("branch", "")), *closed))
    return frozenset(name.upper() for name in _KNOWN_TICKET.findall(said))


class Names:
    """Finds evidence by what other evidence calls it: a sha that may be short, a pull request, a subject."""

    def __init__(self, evidence: Sequence[Evidence], places: Mapping[str, str] = _HERE) -> None:
        """Take the evidence that can be found, oldest first, and where its numbers count (see `places`)."""
        self._evidence = evidence
        self._places = places

    @cached_property
    def tickets(self) -> frozenset[str]:
        """Return the names of the issues that a tracker knows."""
        return frozenset(filter(None, map(ticket, self._evidence)))

    def place(self, evidence: Evidence) -> str:
        """Return where the numbers that `evidence` names count."""
        return self._places.get(evidence.origin, evidence.origin)

    @cached_property
    def _marked(self) -> frozenset[str]:
        """Return the places that mark what is proposed by a sign of its own, "!12": there "#12" is an issue."""
        return frozenset(one.origin for one in self._evidence if one.native.startswith("!"))

    def pulls(self, evidence: Evidence) -> frozenset[str]:
        """Return the numbers of the pull requests that `evidence` says it came from, as its place numbers them."""
        found = pulls(evidence)
        return pulls(evidence, titled=False) if found and self.place(evidence) in self._marked else found

    @cached_property
    def _natives(self) -> Sequence[tuple[str, EntryId]]:
        return sorted((one.native, one.id) for one in self._evidence)

    @cached_property
    def _pulls(self) -> Mapping[Key, list[Evidence]]:
        found: defaultdict[Key, list[Evidence]] = defaultdict(list)
        for one in self._evidence:
            for number in () if is_undoing(one) else self.pulls(one):
                found[self.place(one), number].append(one)
        return found

    @cached_property
    def _subjects(self) -> Mapping[Key, list[Evidence]]:
        found: defaultdict[Key, list[Evidence]] = defaultdict(list)
        for one in self._evidence:
            found[one.origin, plain_subject(one.title)].append(one)
        return found

    def by_sha(self, sha: str) -> tuple[EntryId, ...]:
        """Return the ids of what is named by `sha`, which may be the beginning of a name."""
        found = []
        for native, name in self._natives[bisect_left(self._natives, (sha, "")) :]:
            if not native.startswith(sha):
                break
            found.append(name)
        return tuple(found)

    def undone_by(self, evidence: Evidence) -> tuple[EntryId, ...]:
        """Return the ids of what `evidence` takes back: by sha, by pull request, or the latest of that subject.

        A merge that it takes back is told by the source, as the fact `reverts`: the commits that came with it.
        """
        said = undoing(evidence.title, evidence.body) or Undoing()
        shas = (*said.shas, *str(evidence.facts.get("reverts", "")).split())
        found = tuple(name for sha in shas for name in self.by_sha(sha) if name != evidence.id)
        if not found and said.pull:
            found = tuple(one.id for one in self._pulls.get((self.place(evidence), said.pull), ()))
        if found or not said.subject:
            return found
        same = self._subjects.get((evidence.origin, plain_subject(said.subject)), ())
        return tuple(one.id for one in same if one.at <= evidence.at and one.id != evidence.id)[-1:]

    def copies(self, name: EntryId) -> tuple[EntryId, ...]:
        """Return the ids of the very same change under other names, as rebasing and picking leave them."""
        return tuple(other for key in self._keys.get(name, ()) for other in self._same[key] if other != name)

    @cached_property
    def _keys(self) -> Mapping[EntryId, Sequence[Key]]:
        return {one.id: same_change(one) for one in self._evidence}

    @cached_property
    def _same(self) -> Mapping[Key, list[EntryId]]:
        found: defaultdict[Key, list[EntryId]] = defaultdict(list)
        for name, keys in self._keys.items():
            for key in keys:
                found[key].append(name)
        return found


def undone(
    evidence: Iterable[Evidence], names: Names, heights: Mapping[EntryId, int] = _FLAT
) -> Mapping[EntryId, datetime]:
    """Return what was taken back and not brought back by taking that back, and since when.

    A taking back counts unless it was itself taken back; those that nothing takes back are looked at first.

    Args:
        evidence: all that there is.
        names: of the same evidence.
        heights: how far each has come, the higher the farther, 0 where it is not told. What is only on a branch takes
            back nothing that stands on main; what is on main and names a change that is not means its copies there.
    """
    takes = {one.id: (one, tuple(_taken(one, names, heights))) for one in evidence if is_undoing(one)}
    open_ends = Counter(target for _, targets in takes.values() for target in targets if target in takes)
    ready = [name for name in takes if not open_ends[name]]
    gone: dict[EntryId, datetime] = {}
    while ready:
        name = ready.pop()
        one, targets = takes[name]
        for target in targets:
            if name not in gone:
                gone[target] = max(one.at, gone.get(target, one.at))
            open_ends[target] -= 1
            if target in takes and not open_ends[target]:
                ready.append(target)
    return gone


def _taken(one: Evidence, names: Names, heights: Mapping[EntryId, int]) -> Iterator[EntryId]:
    height = heights.get(one.id, 0)
    for target in names.undone_by(one):
        if heights.get(target, 0) <= height:
            yield target
        if heights.get(target, 0) < height:
            yield from (copy for copy in names.copies(target) if 0 <= heights.get(copy, 0) <= height)


def plain_subject(title: str) -> str:
    """Return `title` as it is when the same change is made again: no pull request, no "Reland", no case."""
    again = _AGAIN.match(title)
    plain = again["subject"] if again else title
    if ")" in plain[-2:]:
        plain = _NUMBERS_AT_END.sub("", plain)
    return " ".join(plain.lower().split())
