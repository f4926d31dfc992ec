"""What pieces of work are like whatever anybody says of them: read once, however often a case is made of them."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from ...model import OWN_WORDS, EntryId, Judgement, Kind, Work
from ..stems import stem, stems

_KINDS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.REVIEW: ("reviewing", "a review of somebody else's change"),
        Kind.MENTORING: ("teaching", "it helped somebody learn"),
        Kind.INCIDENT: ("incidents", "an incident"),
        Kind.PREVENTION: ("preventing", "it was done before anything happened"),
        Kind.DECISION: ("deciding", "a decision"),
        Kind.DOCUMENT: ("writing", "something written for others"),
    }
)
_WRITTEN = frozenset(map(stem, ("guide", "handbook", "proposal", "runbook", "tutorial")))
_MOST_TITLES = 12  # of the evidence of one piece of work


class Index:
    """What the pieces of work of one judgement are like; each is read when it is first asked for."""

    def __init__(self, judgement: Judgement) -> None:
        """Be about the pieces of work of `judgement`."""
        self._judgement = judgement
        self._words: dict[EntryId, Mapping[str, str]] = {}
        self._signs: dict[EntryId, tuple[tuple[str, str], ...]] = {}

    def words(self, work: Work) -> Mapping[str, str]:
        """Return the words of the titles of `work` and of its evidence that say something, by their stems."""
        if work.id not in self._words:
            found: dict[str, str] = {}
            for text in (work.title, *(one.title for one in work.originals[:_MOST_TITLES])):
                for one, word in stems(text):
                    found.setdefault(one, word)
            self._words[work.id] = found
        return self._words[work.id]

    def signs(self, work: Work) -> tuple[tuple[str, str], ...]:
        """Return the signs that the sources alone show of `work`, each with the clause that says so."""
        if work.id not in self._signs:
            self._signs[work.id] = tuple(_signs(work))
        return self._signs[work.id]

    @cached_property
    def holders(self) -> Mapping[EntryId, EntryId]:
        """Return which piece of work each piece of evidence belongs to."""
        return {seen.id: work.id for work in self._judgement.works for seen in work.evidence}

    @cached_property
    def credited(self) -> tuple[str, ...]:
        """Return the names of all who made any of it, too, each once."""
        return tuple(dict.fromkeys(name for work in self._judgement.works for name in work.credited))

    @cached_property
    def places(self) -> Mapping[EntryId, frozenset[str]]:
        """Return in which repositories each piece of work was made; where none shows, in which other places.

        A forge and a repository that one piece of work has evidence from are one place: what the forge alone saw is of
        the repository that it comes with most often. A note is of no place.
        """
        works = self._judgement.works
        own = {work.id: frozenset(s.origin for s in work.evidence if s.source == "git") for work in works}
        beside: dict[str, Counter[str]] = {}
        for work in works:
            for seen in work.evidence:
                if seen.source not in {"git", *OWN_WORDS}:
                    beside.setdefault(seen.origin, Counter()).update(own[work.id])
        usual = {origin: max(sorted(with_), key=with_.__getitem__, default=origin) for origin, with_ in beside.items()}
        return {
            work.id: own[work.id] or frozenset(usual[s.origin] for s in work.evidence if s.source not in OWN_WORDS)
            for work in works
        }


def _signs(work: Work) -> list[tuple[str, str]]:
    found = [_KINDS[work.kind]] if work.kind in _KINDS else []
    if any("incident" in reason for reason in work.reasons):
        found.append(("incidents", "it mended an incident"))
    if any("with tests" in reason or "with its test" in reason for reason in work.reasons):
        found.append(("testing", "it came with tests"))
    if _WRITTEN.intersection(one for one, _ in stems(work.title)):
        found.append(("writing", "something written for others"))
    return found
