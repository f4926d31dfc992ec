"""What somebody wrote back below a brief: found in the mail, the chat or the page that it was pasted from.

A reply is somebody else's text, and may be quoted, wrapped, or written between the lines of another. What it says is
data: it is shown before it is recorded, and its code only names a piece of work and a person that are on record.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import product
from types import MappingProxyType

from ..model import EntryId, entry_id
from .people import key

MOST = 2_000
"""So many letters of what is said of one thing are kept."""

ASKED = MappingProxyType(
    {
        "words": "In my own words",
        "onward": "I would pass it on in",
        "expects": "I expect next",
        "criticism": "It would help me if",
    }
)
"""What a reply is asked to say, by its slot, in the words that stand before each answer."""

_END = "end of my reply"
_LONGEST = 100_000  # letters that are looked at
_CODE = re.compile(r"\btf-([0-9a-f]{4})-([0-9a-f]{4})\b", re.IGNORECASE)
_LABEL = re.compile(rf"[\W_]{{0,6}}({'|'.join(ASKED.values())})\s{{0,9}}[*_]{{0,3}}[:?][*_]{{0,3}}(.*)", re.IGNORECASE)
_SLOTS = MappingProxyType({label.casefold(): slot for slot, label in ASKED.items()})
_QUOTED = re.compile(r"[ \t]{0,8}(?:[>|][ \t]?){1,20}")
_OVER = re.compile(
    rf"\W{{0,8}}{_END}|-- ?$|_{{8,}}|.{{0,200}}\b(?:wrote|schrieb|écrit|escribió)\b.{{0,200}}:$|(?:from|von|de) ?:"
    r"|-{3,} ?(?:original|ursprüngliche|message|mensaje|forwarded|weitergeleitete)\b"
    r"|(?:sent|gesendet) (?:from|with|mit|von)\b|von meinem .{1,40} gesendet|get outlook for",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"(?:on|am|le|el) .{0,200}\d.{0,200}$", re.IGNORECASE)
_HEAD = re.compile(r"\W{0,8}my reply\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:br|p|div|html|body|span|blockquote|li|table)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,20}|!)[^<>]{0,2000}>", re.IGNORECASE)
_HIDDEN = frozenset({"script", "style", "head", "title"})
_BREAKING = frozenset({"br", "p", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "pre"})
_DEEPEST = 20  # quotes in quotes
_EMPTY = " \t_.…*"  # what stands in a place that nobody wrote in


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """What a reply says; "" where it says nothing of it.

    Attributes:
        code: of which brief, as `code_of` writes it.
        words: how they would say it themselves, to the letter.
        onward: where they would pass it on.
        expects: what they expect next.
        criticism: what would help them.
    """

    code: str = ""
    words: str = ""
    onward: str = ""
    expects: str = ""
    criticism: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether it says nothing at all."""
        return not (self.words or self.onward or self.expects or self.criticism)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    depth: int  # of quoting


def code_of(person: str, work: EntryId) -> str:
    """Return the code of a brief for `person` about `work`: it names both to who has the ledger, and nobody else."""
    digest = entry_id("written reply", key(person), work)
    return f"tf-{digest[:4]}-{digest[4:8]}"


def meant(code: str, people: Iterable[str], works: Iterable[EntryId]) -> tuple[str, EntryId] | None:
    """Return for whom, and about which of `works`, the brief with `code` was; None where it is of none of them."""
    return next((pair for pair in product(people, works) if code_of(*pair) == code), None) if code else None


def form(code: str) -> str:
    """Return the lines that somebody fills in and sends back."""
    return "\n".join((f"--- my reply, {code} ---", *(f"{label}:\n" for label in ASKED.values()), f"--- {_END} ---"))


def written(text: str) -> WrittenReply:
    """Return what the reply in `text` says, a mail's text, a page's, or a chat's.

    Where it fills in no form, what stands in it unquoted is how they said it themselves.
    """
    plain = _plain(text[:_LONGEST])
    lines = [_line(line) for line in plain.splitlines()]
    code = next((f"tf-{found[1]}-{found[2]}".lower() for found in _CODE.finditer(plain)), "")
    said: dict[str, str] = {}
    for slot, words in _sections(lines):
        if words and slot not in said:
            said[slot] = words
    if not said:
        said = {"words": _joined(_unquoted(lines))}
    return WrittenReply(code, **said)


def _plain(text: str) -> str:
    """Return `text` as one would read it, be it a page's source."""
    shown = _read(text) if _MARKUP.search(text) else text
    return shown.replace("\u00a0", " ").replace("\u00ad", "").replace("&gt;", ">")


def _read(source: str) -> str:
    """Return what stands on a page, quotes marked as a mail's text marks them."""
    parts, end, depth, hidden = list[str](), 0, 0, ""
    for tag in _TAG.finditer(source):
        parts.append("" if hidden else _shown(source[end : tag.start()]))
        end, closes, name = tag.end(), bool(tag[1]), tag[2].lower()
        if name in _HIDDEN:
            hidden = "" if closes else hidden or name
        if name == "blockquote":
            depth = max(0, min(depth + (-1 if closes else 1), _DEEPEST))
        if name in _BREAKING:
            parts.append("\n" + ">" * depth + " ")
    return "".join((*parts, "" if hidden else _shown(source[end:])))


def _shown(stands: str) -> str:
    """Return what stands between two tags, with its white space as a page shows it."""
    return " ".join(f".{unescape(stands)}.".split())[1:-1]


def _line(line: str) -> _Line:
    quoted = _QUOTED.match(line)
    marks = quoted[0] if quoted else ""
    return _Line(line[len(marks) :].strip(), sum(mark in ">|" for mark in marks))


def _sections(lines: Iterable[_Line]) -> Iterator[tuple[str, str]]:
    """Yield each slot and what stands under its label, until something else begins."""
    slot, depth, found = "", 0, list[str]()
    for line in lines:
        if label := _LABEL.match(line.text):
            yield slot, _joined(found)
            slot, depth, found = _SLOTS[label[1].casefold()], line.depth, [label[2]]
        elif _OVER.match(line.text) or line.depth > depth:
            yield slot, _joined(found)
            slot, found = "", []
        elif slot:
            found.append(line.text)
    yield slot, _joined(found)


def _unquoted(lines: Iterable[_Line]) -> list[str]:
    """Return what is written above what was quoted, and above a form that nobody filled in."""
    found = list[str]()
    for line in lines:
        if _OVER.match(line.text):
            break
        if _HEAD.match(line.text) and found:
            return found
        if line.text and not (line.depth or _HEAD.match(line.text) or _LABEL.match(line.text)):
            found.append(line.text)
    return found[:-1] if found and _ATTRIBUTION.match(found[-1]) else found


def _joined(lines: Iterable[str]) -> str:
    """Return wrapped lines as they were written, on one line; places that nobody wrote in are empty."""
    words = " ".join(" ".join(line.split()) for line in lines if line.strip(_EMPTY))
    return words.strip()[:MOST]
