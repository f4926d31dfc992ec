"""The person's own dictionary at work: every name in it is found in every form, inside of whatever it stands in.

A text is read as a row of atoms ("initechApi_2" is initech, Api, 2), and atoms that are joined by nothing, by a space
where the name has one, or by any other sign, are looked up as one key. What stands inside of a longer word is a name
where names are hidden in words (addresses, paths, hosts), and a hint elsewhere; so is what differs in one letter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...model import Handling, Sensitive
from .letters import LETTER, has_capitals, plain
from .running import Finder, finder, stands
from .spelling import ATOM, JOINTS, Form, forms
from .trace import Trace

_JOINTS = frozenset(JOINTS)
_SPACES = frozenset(" \t\r\n\u00a0")
_APOSTROPHES = frozenset("'\u2019")  # before a single letter it says whose something is
_MOST_JOINT = 3
_TECHNICAL = frozenset("@/_\\:=.")
_HEAD = 5  # letters from which on a name is found inside of a word
_HINTED = 6  # letters from which on a word may be a name with a slip
_LONGEST_WORD = 80
_WORD, _RUN = re.compile(rf"(?:[A-Za-z]|{LETTER}){{5,}}"), re.compile(r"[^\W_]+")
_STRICTEST = (Handling.STOP, Handling.REPLACE, Handling.KEEP)


@dataclass(frozen=True, slots=True)
class Known:
    """A name as one reader's policy treats it.

    Attributes:
        name: as it stands in the dictionary, or in the record.
        of: what it is the name of.
        handling: what is done with it for this reader.
        instead: what stands there then; "" for what every such name is called.
        others: other forms of it.
        decided: whether the person decided on it.
    """

    name: str
    of: Sensitive
    handling: Handling
    instead: str = ""
    others: tuple[str, ...] = ()
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """Names, made ready for being looked up.

    Attributes:
        keys: every form, and whose it is.
        beginnings: with what a key begins.
        heads: the keys that a run of five letters begins; only of names that may be hidden in words.
        slips: what is left of long keys without one letter, and of which.
        running: the keys that no capital shows, to be found inside of running text.
    """

    keys: Mapping[str, tuple[Form, Known]]
    beginnings: frozenset[str]
    heads: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, tuple[str, ...]]
    running: Finder


def names(known: Iterable[Known]) -> Names:
    """Return `known`, made ready: of two that share a form the one that somebody decided on, then the stricter.

    Only what somebody decided to hide is looked for inside of words, and with slips.
    """
    known = tuple(known)
    if all(one.handling is Handling.KEEP for one in known):
        known = ()
    keys: dict[str, tuple[Form, Known]] = {}
    for one in sorted(known, key=_first):
        for form in _forms(one):
            keys.setdefault(form.key, (form, one))
    heads: dict[str, tuple[str, ...]] = {}
    slips: dict[str, tuple[str, ...]] = {}
    for key, (form, one) in keys.items():
        hidden = one.decided and one.handling is not Handling.KEEP
        if hidden and not form.proper and len(key) >= _HEAD and key == form.stem:
            heads[key[:_HEAD]] = (*heads.get(key[:_HEAD], ()), key)
        for left in (key, *_less(key)) if hidden and key == form.stem and len(key) >= _HINTED else ():
            slips[left] = (*slips.get(left, ()), key)
    running = finder(form for form, _ in keys.values())
    beginnings = frozenset(key[:length] for key in keys for length in range(1, len(key) + 1))
    return Names(MappingProxyType(keys), beginnings, MappingProxyType(heads), MappingProxyType(slips), running)


def strictest(known: Iterable[Known]) -> list[Known]:
    """Return `known`, each treated as strictly as any of its kind that may mean the same, or that it says on the way.

    "Grace" may mean Grace Hale, and "Grace Hale" Grace Hale Miller, who is known by "Grace" alone. Who reads "Initech
    Labs" reads "Initech"; but "Initech" does not say "Labs".
    """
    known = list(known)
    words = [frozenset(plain(one.name)[0].casefold().split()) for one in known]
    written: dict[tuple[Sensitive, str], list[int]] = {}
    said: dict[tuple[Sensitive, str], list[int]] = {}
    for place, one in enumerate(known):
        for key in _own_keys(one):
            written.setdefault((one.of, key), []).append(place)
        for word in words[place]:
            said.setdefault((one.of, word), []).append(place)
    alike: list[set[int]] = [{place} for place in range(len(known))]
    for place, one in enumerate(known):
        keys = frozenset(form.key for form in _forms(one))
        beside = {other for word in words[place] for other in said[one.of, word] if words[other] <= words[place]}
        alike[place] |= beside
        mutual = {other for key in keys for other in written.get((one.of, key), ())}
        for other in mutual | {other for other in beside if keys & words[other]}:
            alike[place].add(other)
            alike[other].add(place)
    return [_treated(one, [known[other] for other in alike[place]]) for place, one in enumerate(known)]


def _treated(one: Known, alike: Iterable[Known]) -> Known:
    """Return `one` as the strictest of those `alike` is treated; decided on, where what is stricter was."""
    strict = min(alike, key=lambda other: (_STRICTEST.index(other.handling), not other.decided))
    if _STRICTEST.index(strict.handling) >= _STRICTEST.index(one.handling):
        return one
    return replace(one, handling=strict.handling, decided=one.decided or strict.decided)


def _own_keys(one: Known) -> frozenset[str]:
    """Return the keys of `one` as the person wrote it, and of its other forms; not of its parts."""
    return frozenset(form.key for form in forms(one.name, Sensitive.CUSTOMER, one.others) if form.key == form.stem)


def _forms(one: Known) -> Iterator[Form]:
    return forms(one.name, one.of, one.others, sure=one.decided)


def _first(one: Known) -> tuple[bool, int]:
    return not one.decided, _STRICTEST.index(one.handling)


def named(text: str, known: Names, hints: Handling) -> Iterator[Trace]:
    """Yield where names stand in `text`, kept ones too, and what may be one (`hints` is what is done with that)."""
    if not known.keys:
        return
    bare, places = plain(text, escaped=True)
    small = bare.lower().replace("\u03c2", "\u03c3")  # the Greek s that ends a word
    reading = _Reading(known, bare, small if len(small) == len(bare) else bare, places, hints)
    for start, end, trace in (*reading.whole(), *reading.running(), *reading.hidden(), *reading.slipped()):
        yield Trace(places[start], _end(places, end), trace.what, trace.rule, trace.handling, trace.shown, trace.name)


_Found = tuple[int, int, Trace]


class _Reading:
    """A text, looked through for names."""

    def __init__(self, known: Names, text: str, small: str, places: Sequence[int], hints: Handling) -> None:
        self._known, self._text, self._small, self._places, self._hints = known, text, small, places, hints
        self._covered = bytearray(len(text))
        self._words: list[tuple[int, int]] = []

    def whole(self) -> Iterator[_Found]:
        """Yield names that begin and end where a word, or a part of one, does."""
        atoms = [found.span() for found in ATOM.finditer(self._text)]
        begun = [place for place, (start, end) in enumerate(atoms) if self._small[start:end] in self._known.beginnings]
        for place in begun:
            start = atoms[place][0]
            if end := self._longest(atoms, place):
                self._covered[start : end[0]] = b"\1" * (end[0] - start)
                yield start, end[0], self._trace(end[1])

    def _longest(self, atoms: list[tuple[int, int]], place: int) -> tuple[int, Known] | None:
        """Return where the longest name that begins with the atom at `place` ends, and which it is."""
        begin, joined, breaks, longest = atoms[place][0], "", [], None
        for number in range(place, len(atoms)):
            start, end = atoms[number]
            if joined:
                gap = self._text[atoms[number - 1][1] : start]
                if not _joins(gap) or (gap in _APOSTROPHES and end - start == 1):
                    break
                if not _SPACES.isdisjoint(gap):
                    breaks.append(len(joined))
            joined += self._small[start:end]
            if joined not in self._known.beginnings:
                break
            form, known = self._known.keys.get(joined, (None, None))
            if form and known and form.breaks.issuperset(breaks) and (not form.proper or self._is_proper(begin, end)):
                longest = end, known
        return longest

    def _is_proper(self, start: int, end: int) -> bool:
        """Say whether what stands there is written as a name is: with a capital, or where all names are small."""
        around = self._text[max(0, start - 1) : start], self._text[end : end + 1], self._text[end + 1 : end + 2]
        inside = around[1] in _TECHNICAL and around[2].isalnum()
        return self._text[start].isupper() or around[0] in _TECHNICAL or inside

    def running(self) -> Iterator[_Found]:
        """Yield names that no capital shows, wherever they are written: a Chinese sentence is one run of letters."""
        running = self._known.running
        for at, first in enumerate(self._small) if running and not self._small.isascii() else ():
            for key, pattern in running.get(first, ()) if not self._covered[at] else ():
                found = pattern.match(self._small, at)
                if found and stands(self._small, self._places, at, found.end()):
                    self._covered[at : found.end()] = b"\1" * (found.end() - at)
                    yield at, found.end(), self._trace(self._known.keys[key][1])
                    break

    def hidden(self) -> Iterator[_Found]:
        """Yield names inside of longer words: where names are hidden in words the whole word, elsewhere a hint."""
        heads, small = self._known.heads, self._small
        technicals: dict[int, bool] = {}
        begun = [at for at in range(len(small) - _HEAD + 1) if small[at : at + _HEAD] in heads] if heads else []
        for at in begun:
            key = next((key for key in heads[small[at : at + _HEAD]] if small.startswith(key, at)), "")
            if not key or self._covered[at]:
                continue
            start, end = self._word(at)
            if start not in technicals:  # a word may hold many beginnings of names
                technicals[start] = self._is_technical(start, end)
            known, technical = self._known.keys[key][1], technicals[start]
            if technical or len(key) >= _HINTED:
                self._covered[start:end] = b"\1" * (end - start)
                yield start, end, self._trace(known) if technical else self._hint(self._text[start:end], known)

    def slipped(self) -> Iterator[_Found]:
        """Yield words that differ from a name in one letter."""
        if not self._known.slips:
            return
        alike: dict[str, Known | None] = {}
        for found in _WORD.finditer(self._small):
            word = found[0]
            if self._covered[found.start()] and not has_capitals(word):
                continue  # what leans on a name
            if word not in alike:
                alike[word] = self._slip(word) if len(word) < _LONGEST_WORD else None
            known = alike[word]
            if known and (self._text[found.start()].isupper() or known.name[:1].casefold() == word[0]):
                yield found.start(), found.end(), self._hint(self._text[found.start() : found.end()], known)

    def _slip(self, word: str) -> Known | None:
        if word in self._known.keys:
            return None
        stems = (word, word[:-1]) if word.endswith("s") else (word,)
        near = (
            key
            for stem in stems
            for left in (stem, *_less(stem))
            for key in self._known.slips.get(left, ())
            if _is_slip(stem, key)
        )
        key = next(near, "")
        return self._known.keys[key][1] if key else None

    def _word(self, at: int) -> tuple[int, int]:
        """Return where the word around `at` begins and ends."""
        if not self._words:
            self._words = [found.span() for found in _RUN.finditer(self._text)]
        return self._words[bisect_right(self._words, (at, len(self._text))) - 1]

    def _is_technical(self, start: int, end: int) -> bool:
        """Say whether a word stands where names are hidden in words: in an address, a path, a host, an identifier."""
        before, after = self._text[max(0, start - 1) : start], self._text[end : end + 2]
        led = before in _TECHNICAL and before != ":"
        return led or (after[:1] in _TECHNICAL and after[1:].isalnum()) or any(map(str.isdigit, self._text[start:end]))

    def _trace(self, known: Known) -> Trace:
        what = known.of if known.decided else Sensitive.UNDECIDED
        return Trace(0, 1, what, "name", known.handling, known.instead or known.of, known.name)

    def _hint(self, word: str, known: Known) -> Trace:
        like = f"looks like {known.name}"
        return Trace(0, 1, Sensitive.UNDECIDED, like, self._hints, known.instead or known.of, word)


def _joins(gap: str) -> bool:
    return len(gap) <= _MOST_JOINT and _JOINTS.issuperset(gap)


def _less(word: str) -> Iterator[str]:
    """Yield `word` without each of its letters in turn."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_slip(word: str, key: str) -> bool:
    """Say whether `word`, another one, becomes `key` by one letter more, less or other, or two that change places."""
    pairs = zip(word, key, strict=False)
    start = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(word), len(key)))
    one, other = word[start:], key[start:]
    changed_places = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return changed_places or one[1:] == other or one == other[1:] or one[1:] == other[1:]


def _end(places: Sequence[int], end: int) -> int:
    """Return where what ends before `end` in a plain text ends in the text itself, its accents and marks included."""
    return max(places[end - 1] + 1, places[end])
