"""What came back from a model: why it is not taken, and its words with the values filled in."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from ...display import display
from ...model import Paragraph, Sentence
from ..faithful import Ground, check_sentence
from ..faithful.reading import sentences
from ..slots import holds_figure
from .draft import Draft
from .words import GUARDED, JOINING, LICENSED, LINKING, PRONOUNS, carries, is_negator, root

_PLACEHOLDER = re.compile(r"\{([a-z]\d+(?:\.[a-z]+\d*)?)\}")
_TOKEN = re.compile(r"\{[^{}]*\}|[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:.!?()—–]")  # noqa: RUF001 - as it is printed
_LINK = re.compile(r"://|www\.|\b[\w-]+\.(?:[a-z]{2,})(?:/|\b(?=\S))|\S@\S", re.IGNORECASE)
_MARKS = frozenset('"“”„«»`*_#<>[]|\\~^')
_APOSTROPHES = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")  # noqa: RUF001 - what could quote
_ENDS = (".", "!", "?", "”", "}")
_SOMETHING = "X"  # stands where a placeholder stood, for what looks at letters only
_SLACK = 3  # words more than the draft, which join what it said apart
_NEAR = 3  # words on either side in which something stands beside a placeholder
_STOPS = frozenset(",;:.!?()—–")  # noqa: RUF001 - as they are printed


def faults(reply: str, draft: Draft) -> tuple[str, ...]:
    """Return why `reply` is not taken for `draft`, a clause each; empty where it may be filled in."""
    found = tuple(chain(_letters(reply, draft), _placeholders(reply, draft)))
    return found or tuple(chain(_words(reply, draft), _beside(reply, draft)))


def judged(reply: str, draft: Draft, paragraph: Paragraph, ground: Ground) -> Paragraph | str:
    """Return `paragraph` as `reply` to its `draft` says it, each sentence with all its proofs; or why it is not taken.

    What the record does not carry is not taken, whatever else is right.
    """
    if found := faults(reply, draft):
        return found[0]
    text = filled(reply, draft)
    cites = tuple(dict.fromkeys(chain.from_iterable(said.cites for said in paragraph.sentences)))
    if doubts := check_sentence(text, cites, ground, paragraph.label).doubts:
        return f"the record does not carry it: {doubts[0].says}"
    return replace(paragraph, sentences=tuple(Sentence(said, cites) for said in sentences(text)))


def filled(reply: str, draft: Draft) -> str:
    """Return `reply`, which has no `faults`, with what its placeholders stand for."""
    text = _PLACEHOLDER.sub(lambda match: draft.values[match[1]], " ".join(reply.split()))
    return text[:1].upper() + text[1:]


def strange(words: str) -> Iterator[str]:
    """Yield what stands in `words` that is no plain text: marks that quote or format, links, unseen characters."""
    if _MARKS.intersection(words) or _APOSTROPHES.search(words):
        yield "it has quotation or other marks"
    if _LINK.search(words):
        yield "it has a link"
    if display(words, len(words) + 1) != words:
        yield "it has characters that cannot be shown"


def spoken(text: str) -> Iterator[str]:
    """Yield the words of `text` in small letters, without its placeholders."""
    return (token.casefold().replace("’", "'") for token in _TOKEN.findall(text) if token[0].isalpha())  # noqa: RUF001


def _letters(reply: str, draft: Draft) -> Iterator[str]:
    """Yield what makes no paragraph of it: no words, broken placeholders, a figure, too many words, no end."""
    bare = " ".join(_PLACEHOLDER.sub(_SOMETHING, reply).split())
    yield from strange(bare)
    if not any(char.isalpha() for char in reply):
        yield "it says nothing"
    if "{" in bare or "}" in bare:
        yield "it has a placeholder that cannot be read"
    if holds_figure(bare) or any(char.isnumeric() for char in bare):
        yield "it has a figure of its own"
    if len(reply.split()) > len(draft.text.split()) + _SLACK:
        yield "it is longer than the draft"
    if bare.count("?") > draft.text.count("?"):
        yield "it asks something"
    if not reply.rstrip().endswith(_ENDS):
        yield "it breaks off"


def _placeholders(reply: str, draft: Draft) -> Iterator[str]:
    """Yield which placeholders are unknown, missing, or said more often than in the draft."""
    wanted, came = (Counter(_PLACEHOLDER.findall(text)) for text in (draft.text, reply))
    for name in came.keys() - wanted.keys():
        yield f"it has {{{name}}}, which the draft has not"
    for name, times in wanted.items():
        if not came[name]:
            yield f"it leaves out {{{name}}}"
        elif came[name] > times:
            yield f"it says {{{name}}} more than once"


def _words(reply: str, draft: Draft) -> Iterator[str]:
    """Yield words that the draft does not have, and those that change a claim and came more or less often."""
    went, came = (Counter(_roots(text)) for text in (draft.text, reply))
    said = set(spoken(draft.text))
    licensed = LICENSED.get(draft.attribution, frozenset[str]()) if draft.attribution else frozenset[str]()
    allowed = went.keys() | licensed
    for word in dict.fromkeys(spoken(reply)):
        known = word in said if word in PRONOUNS else not carries(word) or word in LINKING or root(word) in allowed
        if not known:
            yield f"it adds “{word}”"
    for guarded in sorted((came.keys() | went.keys()) & GUARDED - licensed):
        if came[guarded] != went[guarded]:
            yield f"it says “{guarded}” {'more' if came[guarded] > went[guarded] else 'less'} often"


def _roots(text: str) -> Iterator[str]:
    return ("not" if is_negator(word) and word.endswith("n't") else root(word) for word in spoken(text))


@dataclass(frozen=True, slots=True)
class _Bond:
    """What stands beside a placeholder or a word that denies; "" where nothing does."""

    of: str
    left: str
    right: str

    def holds(self, other: "_Bond") -> bool:
        """Say whether `other` is of the same, beside the same words."""
        return self.of == other.of and self.left in {"", other.left} and self.right in {"", other.right}


def _beside(reply: str, draft: Draft) -> Iterator[str]:
    """Yield which placeholders and negations stand beside other words, and those of a sentence in another order."""
    came = tuple(_bonds(reply))
    for bond in _bonds(draft.text):
        if not any(bond.holds(other) for other in came):
            yield f"it says other words beside “{bond.of}”"
    order = {name: place for place, name in reversed([*enumerate(_PLACEHOLDER.findall(reply))])}
    for sentence in re.split(r"(?<=[.!?])\s+", draft.text):
        places = [order[name] for name in dict.fromkeys(_PLACEHOLDER.findall(sentence))]
        if places != sorted(places):
            yield "it changes the order inside a sentence"


def _bonds(text: str) -> Iterator[_Bond]:
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    for place, token in enumerate(tokens):
        if token.startswith("{"):
            yield _Bond(token, _near(tokens[:place][::-1]), _near(tokens[place + 1 :]))
        elif is_negator(token):
            yield _Bond("not" if token.endswith("t") else token, "", _near(tokens[place + 1 :]))


def _near(tokens: list[str]) -> str:
    """Return the nearest of `tokens` that says something, up to a stop or a placeholder; "" where there is none."""
    for token in tokens[:_NEAR]:
        if token in _STOPS or token.startswith("{"):
            return ""
        if token not in JOINING:
            return root(token)
    return ""
