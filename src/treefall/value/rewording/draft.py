"""What a model is handed of a paragraph: its words, with a typed placeholder for everything that could be wrong.

`{m1.before}` is a figure of the first thing measured, `{n1}` another figure, `{d1}` a day, `{p1}` somebody, `{c1}`
what is called by a name, `{i1}` an id, `{q1}` a quotation, `{s1}` a whole sentence to the letter, `{x1}` what must not
leave.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from ...model import Attribution, Paragraph, Sentence
from ..faithful import Ground, check_sentence
from ..faithful.figures import figures, is_figure
from ..faithful.ground import Studied
from ..faithful.moments import clocks, moments
from ..faithful.orders import first_order
from ..faithful.words import NEGATORS, STOP
from ..slots import holds_figure
from .words import PRONOUNS

Span: TypeAlias = tuple[int, int]
Hidden: TypeAlias = Callable[[str], Iterable[Span]]

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_ODD = re.compile(r"\S*(?:[{}<>\[\]|`*_^~\\@]|://|www\.)\S*")
_TOKEN = re.compile(r"[^\s(),;:“”\x00]+")
_NAMED = re.compile(r"[^\W\d_][\w&'’-]*")  # noqa: RUF001 - as it is printed
_AS_SAID = re.compile(r"\bown (?:words|view)\b|^An estimate, not measured: ")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|[“\"(]\s*)$")
_FROM = re.compile(r"\bfrom (?:about )?$", re.IGNORECASE)
_TO_END = re.compile(r"(?:\bto (?:about )?|→\s*)$", re.IGNORECASE)
_INTERVAL = re.compile(r"\([^)]*\binterval\b[^)]*$", re.IGNORECASE)
_BY = re.compile(r"\bby (?:about )?$", re.IGNORECASE)
_NO_NAMES = STOP | NEGATORS | PRONOUNS
_SAME = frozenset({"p", "c"})
_BLANK = "\x00"
_FEWEST = 8  # words and placeholders that can be said another way
_LONGEST = 2_000  # letters of a paragraph


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph as a model is handed it.

    Attributes:
        text: its words with placeholders.
        values: what each placeholder stands for, by its name without braces, in their order.
        attribution: the least sure of what it measures; None where it measures nothing.
    """

    text: str
    values: Mapping[str, str] = field(hash=False)
    attribution: Attribution | None = None


def drafted(paragraph: Paragraph, ground: Ground, hidden: Hidden = lambda _text: ()) -> Draft | str:
    """Return what a model is handed of `paragraph`, or why nothing of it goes: one clause.

    Args:
        paragraph: with what it rests on.
        ground: what is on record.
        hidden: says where in a text something stands that must not leave.
    """
    said = " ".join(sentence.text for sentence in paragraph.sentences)
    cites = chain.from_iterable(one.cites for one in paragraph.sentences)
    if why := held_back(paragraph, ground):
        return why
    if check_sentence(said, cites, ground, paragraph.label).doubts:
        return "the record does not carry all of it"
    draft = templated(paragraph, ground, hidden)
    return draft if len(draft.text.split()) >= _FEWEST else "there is too little in it to reword"


def templated(paragraph: Paragraph, ground: Ground, hidden: Hidden) -> Draft:
    """Return the words of `paragraph` with placeholders, whatever they say; `drafted` says whether they may go."""
    namer = _Namer()
    parts = [_with_placeholders(sentence, ground, hidden, namer) for sentence in paragraph.sentences]
    sure = [one.fact.measure.attribution for one in _cited(paragraph, ground) if one.fact.measure]
    weakest = max(filter(None, sure), key=tuple(Attribution).index, default=None)
    return Draft(" ".join(parts), MappingProxyType(namer.values), weakest)


def held_back(paragraph: Paragraph, ground: Ground) -> str:
    """Return why nothing of `paragraph` may go to a model, one clause; "" where it may."""
    said = " ".join(sentence.text for sentence in paragraph.sentences)
    if not any(char.isalpha() for char in said) or all(one.text.rstrip().endswith("?") for one in paragraph.sentences):
        return "there is nothing to reword in it"
    if len(said) > _LONGEST:
        return "it is too long for one paragraph"
    if any(one.fact.private for one in _cited(paragraph, ground)):
        return "it rests on a private entry"
    if first_order(said) is not None:
        return "it holds an instruction to whoever reads it"
    return ""


def _cited(paragraph: Paragraph, ground: Ground) -> tuple[Studied, ...]:
    return ground.cited(dict.fromkeys(chain.from_iterable(one.cites for one in paragraph.sentences)))


@dataclass
class _Namer:
    """Gives names to what is taken out of a paragraph, one after the other."""

    values: dict[str, str] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)

    def placeholder(self, sort: str, value: str) -> str:
        """Return the placeholder for `value`; somebody and what is called by a name keep theirs."""
        known = next((name for name, one in self.values.items() if one == value and name[0] == sort), "")
        if known and sort in _SAME:
            return f"{{{known}}}"
        self.used[sort] += 1
        return self._kept(f"{sort}{self.used[sort]}", value)

    def measured(self, group: int, role: str, value: str) -> str:
        """Return the placeholder for a figure of what was measured: `{m1.before}`; a second one gets a number."""
        name = f"m{group}.{role}"
        self.used[name] += 1
        return self._kept(name if self.used[name] == 1 else f"{name}{self.used[name]}", value)

    def _kept(self, name: str, value: str) -> str:
        self.values[name] = value
        return f"{{{name}}}"


def _with_placeholders(sentence: Sentence, ground: Ground, hidden: Hidden, namer: _Namer) -> str:
    """Return `sentence` with placeholders, which `namer` remembers."""
    text = sentence.text
    if _AS_SAID.search(text):
        return namer.placeholder("s", text)
    measured = any(one.fact.measure for one in ground.cited(sentence.cites))
    group = namer.used["measured"] = namer.used["measured"] + measured
    parts, place = list[str](), 0
    for (start, end), sort in _found(text, ground, hidden):
        value = text[start:end]
        role = _role(text[:start]) if measured and sort == "n" else ""
        parts += [text[place:start], namer.measured(group, role, value) if role else namer.placeholder(sort, value)]
        place = end
    return "".join((*parts, text[place:]))


def _found(text: str, ground: Ground, hidden: Hidden) -> Sequence[tuple[Span, str]]:
    """Return what is taken out of `text`, and of which sort it is: in its order, none in another."""
    taken, rest = list[tuple[Span, str]](), text
    for sort, reader in (
        ("x", hidden),
        ("q", _spans(_QUOTED)),
        ("x", _spans(_ODD)),
        ("p", lambda left: _people(left, ground.people)),
        ("d", _days),
        ("i", _ids),
        ("n", lambda left: ((one.start, one.end) for one in figures(left))),
        ("c", _called),
        ("n", _numeral),
    ):
        for start, end in sorted(reader(rest)):
            if start < end and _BLANK not in rest[start:end]:
                taken.append(((start, end), sort))
                rest = rest[:start] + _BLANK * (end - start) + rest[end:]
    return sorted(taken)


def _spans(pattern: re.Pattern[str]) -> Hidden:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _people(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where somebody on record is named, whole or by the first name; the longest names come first."""
    alternatives = "|".join(re.escape(part) for name in names for part in (name, name.split()[0]))
    if alternatives:
        yield from (m.span() for m in re.finditer(rf"(?<!\w)(?:{alternatives})(?!\w)", text))


def _days(text: str) -> Iterator[Span]:
    """Yield where days, months and times of the day stand, without the stop of a sentence behind them."""
    for moment in moments(text):
        yield moment.start, moment.start + len(moment.written)
    yield from ((clock.start, clock.end) for clock in clocks(text, None))


def _ids(text: str) -> Iterator[Span]:
    """Yield where a token of letters and digits stands that is no number with its unit."""
    for match in _TOKEN.finditer(text):
        token = match[0].rstrip(".!?'")
        mixed = any(char.isnumeric() for char in token) and any(char.isalpha() for char in token)
        if token.startswith("#") or (mixed and not is_figure(token)):
            yield match.start(), match.start() + len(token)


def _called(text: str) -> Iterator[Span]:
    """Yield where something is called by a name: with capital letters where no sentence begins."""
    for match in _NAMED.finditer(text):
        begins = _STARTS.search(text[: match.start()]) is not None
        if match[0].casefold() not in _NO_NAMES and any(char.isupper() for char in match[0][begins:]):
            yield match.span()


def _numeral(text: str) -> Iterator[Span]:
    """Yield what is left and would still be a figure to somebody."""
    before = ""
    for match in _TOKEN.finditer(text):
        token = match[0].rstrip(".!?")
        if holds_figure(token) and (not before or holds_figure(f"{before} {token}")):  # "another one" is none
            yield match.start(), match.start() + len(token)
        before = token


def _role(before: str) -> str:
    """Return what a figure is of what was measured: before, after, by how much, an end of its interval."""
    if _INTERVAL.search(before):
        return "interval"
    if _FROM.search(before):
        return "before"
    if _TO_END.search(before):
        return "after"
    return "by" if _BY.search(before) else "value"
