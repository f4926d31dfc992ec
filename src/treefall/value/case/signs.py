"""What a criterion asks for and what a piece of work shows, brought together by signs.

A ladder speaks of behaviour in general words ("helps others grow", "handles incidents"), a piece of work of things
("idempotency keys"): they seldom share a word. So each sign has, on one side, the words by which a criterion asks for
it, and on the other what must be on record for a piece of work to show it. Words that stand in both count beside that.
English only, as `treefall.value.stems` is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..stems import families, stem, stems

_ASKS = MappingProxyType(
    {
        "reviewing": "review reviewer",
        "teaching": "coach junior mentor newcomer onboard pair sponsor taught teach tutor unaided",
        "incidents": "emergency escalate incident outage pager postmortem sev",
        "preventing": "anticipate backup drill foresee prevent prevention rehearse risk safeguard",
        "deciding": "alternative decide decision option reject tradeoff",
        "writing": "document documentation explanation guide handbook proposal runbook write writing written",
        "measuring": "baseline figure measurable measure measured metric number outcome",
        "together": "collaborate collaboration collaborator cross jointly partner partnership teammate together",
        "owning": "accountable blame blameless candid honest lesson mistake",
        "customers": "client customer user",
        "goals": "business concern goal objective priority",
        "explaining": "audience communicate explain listener nontechnical present stakeholder",
        "spreading": "adopt adoption followed organisation organization reuse spread standard",
        "planning": "direction horizon milestone plan roadmap strategy vision",
        "leading": "coordinate delegate lead led milestone project split steer",
        "answering": "criticism feedback",
        "testing": "quality test tested testing",
        "promising": "commitment deadline expectation expected promise promised",
    }
)
"""By which words a text asks for each sign; what shows it is in `treefall.value.case.shown`."""

_SAID_AS = (  # what means something else than its words
    (re.compile(r"\b(trade|non)-(?=off|technical)", re.IGNORECASE), r"\1"),
    (re.compile(r"\b(?:giv|provid)\w*\b[^.;]{0,60}\bfeedback\b", re.IGNORECASE), "reviews"),
    (re.compile(r"\bwrit\w+ (?:\w+ )?(?:code|functions?|software|tests?)\b", re.IGNORECASE), "code"),
)
_GENERAL = frozenset(
    stem(word)
    for word in """
    ability able across appropriate area best build clear code company complex consistently contribute contribution
    day deep define deliver delivery demonstrate develop development drive effective effectively effort engineer
    engineering ensure example experience expertise focus group help high identify impact important including
    independent independently individual influence initiative issue knowledge large lead level maintain manage member
    month multiple new open own owner ownership people piece practice problem process product provide range regularly
    responsible role scope senior set skill small software solution strong support system task team technical
    technology time understand understanding value way week well work world
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
"""Words of any ladder: that a piece of work holds one too says nothing."""

_WANTED, _SAID, _WORD, _IN_EXAMPLE, _KIN = 3.0, 1.5, 1.0, 0.75, 0.5
_BESIDE = frozenset({"goals", "leading", "writing"})  # how or why: weak beside what it is ("leads a postmortem")
_MOST_WORDS = 3.0
ENOUGH = 3.0
"""From here on two texts belong together: a sign that the criterion asks for itself, or several weaker ones."""

_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A text, by what it asks for and by its words.

    Attributes:
        signs: the word that asks for each sign, as it stands there.
        words: the words that say something, by their stems.
    """

    signs: Mapping[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a criterion asks for, by its words and by its examples.

    Attributes:
        wanted: the criterion's words.
        signs: of its words and its examples.
        stems: of the words of both.
        families: of the criterion's words.
    """

    wanted: Text
    signs: frozenset[str]
    stems: frozenset[str]
    families: frozenset[str]

    def may_match(self, shown: Mapping[str, str], words: Mapping[str, str]) -> bool:
        """Say, at little cost, whether `match` can come to enough: by a sign, or by words alone."""
        if not self.signs.isdisjoint(shown):
            return True
        same = self.stems.intersection(words)
        if len(same) + _KIN * (len(words) - len(same)) < ENOUGH:
            return False
        return len(same) + _KIN * len(_kin(words, self.families) - same) >= ENOUGH


@dataclass(frozen=True, slots=True)
class Match:
    """How well something fits a criterion; `nearness` only orders, and is never shown.

    Attributes:
        nearness: higher is nearer; from `ENOUGH` on it is worth saying.
        why: one clause.
    """

    nearness: float
    why: str


def read(*texts: str) -> Text:
    """Return what `texts` ask for, and their words."""
    found: dict[str, str] = {}
    for text in texts:
        for pattern, said in _SAID_AS:
            text = pattern.sub(said, text)  # noqa: PLW2901 - the same text, in words that mean one thing
        for one, word in stems(text):
            found.setdefault(one, word)
    signs = {sign: found[one] for one in found for sign in signs_of(one)}
    return Text(MappingProxyType(signs), MappingProxyType({o: w for o, w in found.items() if o not in _GENERAL}))


def asked(words: str, examples: Sequence[str]) -> Asked:
    """Return what a criterion of `words` and `examples` asks for."""
    one, other = read(words), read(*examples)
    kin = frozenset(family for each in one.words for family in families(each))
    return Asked(one, frozenset((*one.signs, *other.signs)), frozenset((*one.words, *other.words)), kin)


def match(asked: Asked, shown: Mapping[str, str], words: Mapping[str, str]) -> Match:
    """Return how well something fits a criterion.

    Args:
        asked: what the criterion asks for.
        shown: what says that each sign is shown, one clause.
        words: the words of what is compared, by their stems.
    """
    nearness, why, wanted = 0.0, list[str](), asked.wanted
    for sign, clause in shown.items():
        if sign in asked.signs:
            beside = sign in _BESIDE and len(wanted.signs) > 1
            nearness += _WANTED if sign in wanted.signs and not beside else _SAID
            why.append(clause)
    held = {one: word for one, word in words.items() if one not in _GENERAL and shown.keys().isdisjoint(signs_of(one))}
    same = {one: word for one, word in held.items() if one in asked.stems}
    said = sum(_WORD if one in wanted.words else _IN_EXAMPLE for one in same)
    nearness += min(_MOST_WORDS, said + _KIN * len(_kin(held, asked.families) - same.keys()))
    if same:
        why.append("both say " + ", ".join(f"“{word}”" for word in [*same.values()][:_MOST_QUOTED]))
    return Match(nearness, "; ".join(why))


def signs_of(stem: str) -> tuple[str, ...]:
    """Return the signs that a word of this stem asks for; mostly none."""
    return _BY_STEM.get(stem, ())


def _kin(held: Mapping[str, str], wanted: frozenset[str]) -> frozenset[str]:
    """Return which of `held` are of a family that is `wanted`."""
    return frozenset(one for one in held if not wanted.isdisjoint(families(one)))


def _by_stem() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for sign, words in _ASKS.items():
        for one in {stem(word) for word in words.split()}:
            found[one] = (*found.get(one, ()), sign)
    return MappingProxyType(found)


_BY_STEM = _by_stem()
