"""What a subject says was done: read as a person reads it, the verb together with its object.

"Add tests" adds nothing for users, and "fix the build" mends nothing of theirs: the object decides over the verb. The
label before the subject is asked next, where there is one; the files are asked by `signs`.
"""

import re
from types import MappingProxyType
from typing import NamedTuple

from .lexicon import LABELS, PLAIN, TOPICS, VERBS

WORD = re.compile(r"[a-z][a-z0-9']+")

_LABEL = re.compile(r"\W*([A-Za-z][\w+-]*(?:[/,&| +]+[A-Za-z-]{2,13}){0,3})\]?(?:\([^)]*\))?(!?)\s*[:\]]\s*(?=\S)")
_CAPITALS = re.compile(r"\W*+([A-Z]{2,}+(?:[/,&| +]+[A-Z]{2,}+)*[/,&| +]*)(?=\s+[A-Za-z`])")
_SHOUTED = re.compile(r"\W*[A-Z]{2}")
_STATUS = re.compile(r"\s*\[\s*(?:MRG|WIP|MERGE|RFC|READY)[^\]]*\]:?\s*", re.IGNORECASE)
_LABEL_WORD = re.compile(r"[a-z][a-z0-9]*")
_LABELS_READ = 3
_VERB_AMONG = 3  # words from the first
_ANY: frozenset[str] = frozenset()
_OBJECTS = (
    ("undoing", _ANY, "revert"),
    ("governance", _ANY, "govern"),
    ("testing", _ANY, "test"),
    ("typing", _ANY, "annotate"),
    ("writing", _ANY, "document"),
    ("building", _ANY, "build"),
    ("release", _ANY, "release"),
    ("bump", _ANY, "update"),
    ("retired", frozenset({"remove"}), "retire"),
    ("inside", _ANY, "tidy"),
    ("machinery", frozenset({"none", "use", "change", "remove", "add", "implement", "improve"}), "rebuild"),
)
"""An object, the verbs with which it decides (any, if none is named), and what was then done; the first one counts."""

_DECIDING = frozenset([topic for topic, _, _ in _OBJECTS])
_LABELLED = MappingProxyType({"docs": "document", "tests": "test", "build": "build", "release": "release"})
_LABELLED_ELSE = MappingProxyType(
    {"fix": "fix", "feature": "add", "faster": "quicken", "interface": "change", "upkeep": "tidy"}
)
_SAID_ANYWAY = frozenset({"deprecate", "retire"})


class Said(NamedTuple):
    """What a subject says.

    Attributes:
        sorts: the sorts of the labels before it, in their order; "scope" where a label names only a place.
        deed: what was done: a verb of `lexicon.VERBS`, or what its object makes of it; "none" where nothing tells.
        topics: what its words are about, as in `lexicon.TOPICS`.
        about: its words but the plain ones and the verbs, each once, in their order.
        rest: the subject after its labels.
    """

    sorts: tuple[str, ...]
    deed: str
    topics: tuple[str, ...]
    about: tuple[str, ...]
    rest: str


def labels(subject: str) -> tuple[tuple[str, ...], str]:
    """Return the sorts of labels that stand before `subject` ("fix", "feature", "scope", ...) and the rest of it."""
    rest = _STATUS.sub("", subject) if "[" in subject else subject
    if ":" not in rest and "]" not in rest and not _SHOUTED.match(rest):  # looking for a label costs more
        return (), rest
    found: list[str] = []
    for _ in range(_LABELS_READ):
        match = _LABEL.match(rest) or _CAPITALS.match(rest)
        if match is None:
            break
        sorts = [LABELS[word] for word in _LABEL_WORD.findall(match[1].lower()) if word in LABELS]
        if match.re is _CAPITALS and not sorts:
            break
        found += sorts or ["scope"]
        if match.re is _LABEL and match[2]:
            found.append("interface")
        rest = rest[match.end() :].lstrip(" :]-")
    return tuple(found), rest


def said(subject: str) -> Said:
    """Return what `subject` says was done, and about what."""
    sorts, rest = labels(subject)
    words = WORD.findall(rest.lower())
    topics = tuple(dict.fromkeys([TOPICS[word] for word in words if word in TOPICS]))
    about = tuple(dict.fromkeys([word for word in words if word not in PLAIN and word not in VERBS]))
    verb = next((VERBS[word] for word in words[:_VERB_AMONG] if word in VERBS), "none")
    return Said(sorts, _by_label(_by_object(verb, topics), sorts), topics, about, rest)


def _by_object(verb: str, topics: tuple[str, ...]) -> str:
    if not _DECIDING.isdisjoint(topics):
        for topic, verbs, deed in _OBJECTS:
            if topic in topics and (not verbs or verb in verbs):
                return deed
    return verb


def _by_label(deed: str, sorts: tuple[str, ...]) -> str:
    for sort in sorts:
        if sort in _LABELLED and deed not in _SAID_ANYWAY:
            deed = _LABELLED[sort]
        elif deed == "none":
            deed = _LABELLED_ELSE.get(sort, deed)
    return deed


def first_word(subject: str, topic: str) -> str:
    """Return the first word of `subject` that is about `topic` (a sort of `lexicon.TOPICS`), or ""."""
    return next((word for word in WORD.findall(labels(subject)[1].lower()) if TOPICS.get(word) == topic), "")
