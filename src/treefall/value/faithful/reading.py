"""How a sentence is read, in a text and on record alike: citations, quotes, names, dates, figures, clauses."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from .figures import Figure, figures, is_figure
from .moments import Moment, clocks, moments
from .words import DENYING, NEGATORS, STOP, WORD, stem

_CITE = re.compile(
    r"\s*\[((?:\^?[A-Za-z]{0,6}\d{1,6}|[0-9a-f]{6,64})(?:\s*[,;]\s*(?:[A-Za-z]{0,6}\d{1,6}|[0-9a-f]{6,64}))*)\]"
)
_QUOTE = re.compile(
    r"“([^”]{2,})”|\"([^\"]{2,})\""
    r"|(?<!\w)\u2018((?:[^\u2019]|\u2019(?=\w)){2,})\u2019(?!\w)|(?<!\w)'((?:[^']|'(?=\w)){2,})'(?!\w)"
)
_MARK = re.compile(
    r"https?://[^\s<>\"\])]+"
    r"|(?<![\w/])[\w.-]+(?:/[\w.-]+)*[#!]\d+\b|(?<!\w)#\d+\b"
    r"|\b[A-Z][A-Z0-9]+-\d+\b"
    r"|\b[a-z][a-z0-9_-]*:[\w./#@-]*\w(?<!\d\d:\d\d)"
    r"|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b"
    r"|\bv\d+(?:\.\d+)*\b|\b\d+\.\d+\.\d+\b"
    r"|(?<!\w)(?!(?:USD|EUR|GBP|CHF|JPY|INR|Q[1-4]\b|H[12]\b|x\d))[A-Za-z]+[@_-]?\d[\w.]*(?<![.])(?!%)"
)
_NUMBERED = re.compile(
    r"\b(?:PR|MR|pull request|merge request|issue|ticket|incident|bug|build|RFC|ADR)s?(?: no\.?| number| #)? ?#?(\d+)\b"
    r"(?!\s?%|[.,]\d)",
    re.IGNORECASE,
)
_AND_NUMBER = re.compile(r"\s*(?:and|or|to|vs\.?|against|[-/\u2013→])\s*#?(\d+)\b(?=\s*(?:[.;:,)\]]|$))", re.IGNORECASE)
_GARBLED = re.compile(r"(?<![\w.])(?:\d[\d,.]*(?=[^\W\d_])[^\W_]+|(?<!,)0\d+\b(?![.,]\d))")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b|\b24/7\b")
_CLAUSE = re.compile(
    r"[;:\u2014]\s|\s\u2013\s|,\s|\s(?:and|but|so|while|because|which|whereas|although|though|yet|then)\s",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<![.!?…])[.!?…]+[”\"\u2019')\]]*(?:\s*\[[\w^,; ]{1,80}\])*(?=\s+[^a-z\s]|\s*$)"
    r"|\n(?=\s*\n|\s*(?:[-*•]|\d+[.)]|#+)\s)"
)
_STOPPED = re.compile(
    r"\b(?:(?:stop(?:s|ped)?|ceased?|quit) \w+ing|(?:st[ae]y(?:s|ed)?|keeps?|kept|leaves?|left) out|exclud\w+"
    r"|the same(?! (?:time|day|week|month|way))|unchanged|constant)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"(?:^|[.;] )(?:declined|rejected|refused|not \w+|no|never|without): $", re.IGNORECASE)
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|ca|approx|no|Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Jr|[A-Z]))\.$")
_LEAD = re.compile(r"^\s*(?:[-*•]\s+|\d+[.)]\s+|#+\s+)")
_ADJACENT = re.compile(
    r"(?:\s(?!between|and|or|to|from|since|until|before|after)[a-z]+){0,3}"
    r"\s*\(?(?:in|on|by|of|for|at|during)?\s*(?:the )?(?:week of )?",
    re.IGNORECASE,
)
_LED = re.compile(r"\bthan (?:in |on )?$")
_LABELS = re.compile(r"\)?\s*[:=]\s*")
_OF = re.compile(r"\s*(?:of|out of|in)\s+(?:the |our |all )?(?:some |about )?", re.IGNORECASE)
_SKIP = re.compile(r"\s*(?:(?:of|the|our|these|those|other|all|more|fewer|less|new)\s+)*", re.IGNORECASE)
_MOST_NEAR, _LOOK_BACK = 3, 12
LONGEST = 800
"""Letters of the longest sentence that is read; a longer one is no sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, what its forms share, and where it stands."""

    text: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing: where it stands, the stems that carry it, and whether it denies."""

    start: int
    end: int
    stems: frozenset[str]
    denies: bool


@dataclass(frozen=True)
class Reading:
    """One sentence, read.

    Attributes:
        text: the sentence without citations, in compatible characters.
        cites: what it cites.
        day: the day of bare times in it.
    """

    text: str
    cites: tuple[str, ...] = ()
    day: date | None = None

    @cached_property
    def quotes(self) -> tuple[tuple[int, int, str], ...]:
        """Return the quotations: where each begins and ends, and its words."""
        return tuple((m.start(), m.end(), next(filter(None, m.groups()))) for m in _QUOTE.finditer(self.text))

    @cached_property
    def plain(self) -> str:
        """Return the text with quotations of several words blanked: they are checked to the letter, not by meaning."""
        text = self.text
        for start, end, words in self.quotes:
            if len(words.split()) > _MOST_NEAR:
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Return the dates."""
        return moments(_blank(self.plain, _spans(_MARK, self.plain, (":", "#", "http"))))

    @cached_property
    def clocks(self) -> tuple[Moment, ...]:
        """Return the bare times of the day."""
        days = ((m.start, m.end) for m in self.moments)
        return tuple(clocks(_blank(self.plain, days), self.day))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Return names with digits (changes, tickets, versions, percentiles), and numbers with stray letters."""
        return tuple(self.plain[start:end] for start, end in self._mark_spans)

    @cached_property
    def markless(self) -> str:
        """Return the text without names with digits, in the same places."""
        return _blank(self.plain, self._mark_spans)

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """Return the bare numbers of changes and tickets: "4812" of "PR 4812"."""
        return tuple(match[1] for match in self._numbered)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return the quantities."""
        numbered = [match.span(1) for match in self._numbered]
        ordinals = _spans(_ORDINAL, self._dateless)
        return figures(_blank(self._dateless, (*self._mark_spans, *numbered, *ordinals)))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return the words outside of quotations."""
        return tuple(Word(m[0], stem(m[0]), m.start(), m.end()) for m in WORD.finditer(self.plain))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of the words that carry meaning, those of short quotations too."""
        return frozenset(word.stem for word in self.words if word.text.casefold() not in STOP | NEGATORS) - {""}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Return the clauses, in order."""
        inner = (
            match.end() for match in _CLAUSE.finditer(self.plain) if not _DENIAL.search(self.plain, 0, match.end())
        )
        cuts = [0, *inner, len(self.plain)]
        return tuple(self._clause(start, end) for start, end in pairwise(cuts) if start < end)

    def clause_at(self, place: int) -> Clause:
        """Return the clause in which `place` lies."""
        return next((clause for clause in self.clauses if clause.start <= place < clause.end), self.clauses[-1])

    def around(self, place: int) -> frozenset[str]:
        """Return the stems of the clause in which `place` lies; where it has hardly any, those of the sentence."""
        clause = self.clause_at(place).stems
        return clause if len(clause) > 1 else self.stems

    def near(self, figure: Figure) -> frozenset[str]:
        """Return the stems of what `figure` counts: the words right behind it."""
        of = _OF.match(self.plain, figure.end)
        for other in self.figures:
            if of and other.start == of.end():
                return self.near(other)
        skipped = _SKIP.match(self.plain, figure.end)
        place, found = skipped.end() if skipped else figure.end, list[str]()
        for word in self.words:
            if word.start < place:
                continue
            if (
                word.text.casefold() in STOP
                or self.plain[place : word.start].strip(" -\u2018'“\"")
                or len(found) == _MOST_NEAR
            ):
                break
            found.append(word.stem)
            place = word.end
        return frozenset(found)

    def day_of(self, figure: Figure) -> Moment | None:
        """Return the date beside `figure`: "23 % in March", "March: 23 %"."""
        of = _OF.match(self.plain, figure.end)
        whole = next((other for other in self.figures if of and other.start == of.end()), None)
        if whole:
            return self.day_of(whole)
        for moment in self.moments:
            if (
                _ADJACENT.fullmatch(self.plain, figure.end, moment.start)
                and self.plain[moment.end : moment.end + 1] != ":"
            ):
                return moment
            if _LABELS.fullmatch(self.plain, moment.end, figure.start) and not _LED.search(self.plain, 0, moment.start):
                return moment
        return None

    @cached_property
    def _numbered(self) -> tuple[re.Match[str], ...]:
        found = list[re.Match[str]]()
        for match in _NUMBERED.finditer(self._dateless):
            more: re.Match[str] | None = match
            while more:
                found.append(more)
                more = _AND_NUMBER.match(self._dateless, more.end(1))
        return tuple(found)

    @cached_property
    def _dateless(self) -> str:
        days = [(m.start, m.end) for m in (*self.moments, *self.clocks)]
        return _blank(self.plain, days)

    @cached_property
    def _mark_spans(self) -> tuple[tuple[int, int], ...]:
        text = self._dateless
        marks = tuple(_spans(_MARK, text))
        odd = (m for m in _GARBLED.finditer(_blank(text, marks)) if not (is_figure(m[0]) or _ORDINAL.fullmatch(m[0])))
        return (*marks, *(match.span() for match in odd))

    def _clause(self, start: int, end: int) -> Clause:
        words = [word for word in self.words if start <= word.start < end]
        low = [word.text.casefold().replace("\u2019", "'") for word in words]
        denies = (
            _STOPPED.search(self.plain, start, end) is not None
            or any(word in NEGATORS or word.endswith("n't") for word in low)
            or any(pair in DENYING for pair in pairwise(low))
        )
        meaning = frozenset(w.stem for w, plain in zip(words, low, strict=True) if plain not in STOP | NEGATORS) - {""}
        return Clause(start, end, meaning, denies and "not only" not in " ".join(low))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`, each with the citations behind it; lines of a list are sentences of their own."""
    return chain.from_iterable(paragraphs(text))


def paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the paragraphs and lines of a list in `text`, as their sentences."""
    paragraph = list[str]()
    for block in _blocks(text):
        sentence = _LEAD.sub("", " ".join(block.split()))
        if any(char.isalnum() for char in sentence):
            paragraph.append(sentence)
        if block.endswith("\n") and paragraph:
            yield tuple(paragraph)
            paragraph = []
    if paragraph:
        yield tuple(paragraph)


def read(sentence: str, day: date | None = None) -> Reading:
    """Return `sentence` read, its citations apart; `day` is that of bare times in it."""
    plain = unicodedata.normalize("NFKC", sentence[:LONGEST]).replace("\u2212", "-")
    cites = tuple(one.strip(" ^") for match in _CITE.finditer(plain) for one in re.split(r"[,;]", match[1]))
    return Reading(_CITE.sub("", plain).strip(), cites, day)


def _blocks(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        said = text[start : match.end()]
        unfinished = _SHORT.search(said[-_LOOK_BACK:]) or said.count("“") > said.count("”") or said.count('"') % 2
        if len(said) > LONGEST or not unfinished:
            yield said
            start = match.end()
    yield text[start:]


def _spans(pattern: re.Pattern[str], text: str, holding: tuple[str, ...] = ("",)) -> Iterator[tuple[int, int]]:
    """Yield where `pattern` matches what holds any of `holding`."""
    return (match.span() for match in pattern.finditer(text) if any(one in match[0] for one in holding))


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts = list(text)
    for start, end in spans:
        parts[start:end] = "\x00" * (end - start)
    return "".join(parts)
