"""What a person wrote of one piece of their own work in another tool, and the evidence that it becomes.

Scores that the other tool gave (an impact of 8, a star, a number of lines) are left behind: work counts by what came
of it, never by what a tool, or its own author, made of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from ...model import Evidence, Kind, Part, Rejected, Role, Scalar, entry_id
from ...value.pages import MOST_TITLE, MOST_WORDS

NO_DAY = "says no day, such as 2026-05-12, and stands below nothing that says one"
UNREADABLE = "is no text in UTF-8, or too large"

_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **{kind.value: kind for kind in Kind if kind is not Kind.CHANGE},  # a change is what a repository shows
        **dict.fromkeys(("mentorship", "mentored", "coaching", "onboarding"), Kind.MENTORING),
        **dict.fromkeys(("reviews", "reviewed", "reviewing"), Kind.REVIEW),
        **dict.fromkeys(("incidents", "oncall", "outage", "outages", "postmortem"), Kind.INCIDENT),
        **dict.fromkeys(("decisions", "decided"), Kind.DECISION),
        **dict.fromkeys(("documents", "documentation", "documented", "docs"), Kind.DOCUMENT),
        **dict.fromkeys(("meetings", "talk", "talks", "presentation", "presentations", "speaking"), Kind.MEETING),
        **dict.fromkeys(("learned", "learnt", "learnings", "course", "courses", "certification"), Kind.LEARNING),
        **dict.fromkeys(("certifications", "upskilling"), Kind.LEARNING),
        **dict.fromkeys(("kudos", "recognition", "thanks", "shoutouts", "testimonials", "feedback"), Kind.PRAISE),
    }
)
_PRIVATE = frozenset({"private", "personal", "confidential", "secret"})
_MOST_TAGS = 50
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_]|[\"'“(])")
_SHORTEST = 12  # characters of a first sentence that says something by itself
_TAG = re.compile(r"(?<![\w&/#@])[#@]([^\W\d_][\w/+#-]{0,40})")
_LAST_TAGS = re.compile(
    r"(?:(?:\s+#[^\W\d_][\w/+-]{0,40})+|(?<=[.!?])(?:\s+@[^\W\d_][\w/+-]{0,40})+|(?:\s+@[^\W\d_][\w/+-]{0,40}){2,})[.*\s]*$"
)  # one word with an at before it may end a sentence: "I programmed for @OS/2."
_LED = re.compile(r"\s*\(https?://[^\s()]{1,2000}\)")  # where the link in a title leads
_URL = re.compile(r"https?://[^\s<>()\[\]\"'|]{1,2000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One piece of work as it was told.

    Attributes:
        tool: that it was told to: the same wherever its files lie.
        where: its place in the file.
        title: one line; "" where it has none.
        at: when, and minutes east of UTC there; None where it does not say.
        id: the tool's own name for it; "" for its day and title.
        body: the other words.
        tags: the tool's own, without their marks.
        sorts: words that may say what sort of work it is, the nearest first.
        people: who is named in it.
        facts: what else the tool knows.
        private: the tool's record says that it is.
    """

    tool: str
    where: str
    title: str
    at: tuple[datetime, int] | None
    id: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    private: bool = False


def evidence(told: Told, file: str, *, private: bool) -> Evidence | Rejected:
    """Return the evidence that `told` is, or why it is none.

    Args:
        told: of one piece of work.
        file: that it was read from; it names what is rejected, and nothing else.
        private: nothing of it leaves in a text for others.
    """
    title = " ".join(_LED.sub("", told.title[:MOST_TITLE]).split())
    if not title or told.at is None:
        return Rejected("brags", f"{file}{told.where}", NO_DAY if title else "has no words of its own")
    tags = tuple(dict.fromkeys(tag.lower() for tag in told.tags[:_MOST_TAGS]))
    native = (told.id or f"{told.at[0]:%Y-%m-%d} {title}")[:300]
    facts: dict[str, Scalar] = {name: value[:200] for name, value in told.facts.items() if value}
    if tags:
        facts["tags"] = ", ".join(tags)[:200]
    url = _URL.search(f"{told.title}\n{told.body}"[:MOST_WORDS])
    return Evidence(
        id=entry_id("brags", told.tool, native),
        at=told.at[0],
        source="brags",
        origin=told.tool,
        native=native,
        kind=kind((*tags, *told.sorts)) or Kind.NOTE,
        title=title,
        body=told.body.strip()[:MOST_WORDS],
        url=url[0].rstrip(".,;:!?") if url else None,
        roles=tuple(Role(part=Part.MENTIONED, name=name) for name in dict.fromkeys(told.people)),
        facts=facts,
        private=private or told.private or not _PRIVATE.isdisjoint(tags),
        offset=told.at[1],
    )


def kind(words: tuple[str, ...]) -> Kind | None:
    """Return the sort of work that the first of `words` names which names one; None where none does."""
    named = (part for said in words for part in re.findall(r"\w+", said[:200].lower().replace("on-call", "oncall")))
    return next((_KINDS[part] for part in named if part in _KINDS), None)


def parted(words: str) -> tuple[str, str]:
    """Return the first sentence, or line, of `words` as a title, and the rest."""
    line, _, more = words.strip().partition("\n")
    for found in _SENTENCE.finditer(line[:MOST_TITLE]):
        if found.start() >= _SHORTEST:
            return line[: found.start()], f"{line[found.end() :]}\n{more}".strip()
    return line, more.strip()


def untagged(words: str) -> tuple[str, tuple[str, ...]]:
    """Return `words` without the tags at their end and the marks of others (`@work`, `#ops`), and all the tags."""
    tags = tuple(_TAG.findall(words))
    return (_TAG.sub(r"\1", _LAST_TAGS.sub("", words)), tags) if tags else (words, ())
